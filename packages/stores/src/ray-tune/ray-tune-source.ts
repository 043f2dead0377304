import type { StoreSource } from '../backend/store-source.js';
import { experimentFolder, type RayTuneJudgement } from './experiment-folder.js';
import { listTrialFiles, openTrialFile } from './files/trial-files.js';
import { createMetricsLoader } from './results/load-metrics.js';

/** Files of a trial that a person reads when something went wrong. */
const logNames: ReadonlySet<string> = new Set(['error.txt', 'stderr', 'stdout']);
const together = 16;

/** The folder of an experiment, as far as it can be asked. Each call looks whether the files have changed. */
export function createRayTuneSource(folder: string, judgement: RayTuneJudgement): StoreSource {
  const { name, look, childOf, folderOf } = experimentFolder(folder, judgement);
  const loadMetrics = createMetricsLoader();

  return {
    displayName: 'A Ray Tune folder',
    experimentName: name,
    listSweeps: async (options) => [(await look(options)).sweep],
    async findRun(runId, options) {
      const { sweep, trials } = await look(options);
      if (runId === sweep.runId) return sweep;
      const trial = trials.get(runId);
      return trial && (await childOf(trial, options));
    },
    async listChildren(parentId, options) {
      const { sweep, trials } = await look(options);
      if (parentId !== sweep.runId) return trials.has(parentId) ? [] : undefined;
      return inGroups([...trials.values()], (trial) => childOf(trial, options));
    },
    async readMetrics(runIds, options) {
      const { sweep, trials } = await look(options);
      const asked = [...new Set(runIds)].filter((id) => id === sweep.runId || trials.has(id));
      const { names } = options;
      const read = await inGroups(asked, async (id) => {
        const trial = trials.get(id);
        if (trial === undefined) return [id, new Map<string, never>()] as const;
        const all = await loadMetrics({ folder: folderOf(trial), lastResult: trial.lastResult }, options);
        return [
          id,
          names === undefined ? all : new Map([...all].filter(([metric]) => names.includes(metric))),
        ] as const;
      });
      return new Map(read);
    },
    async getDetails(run, options) {
      const at = folderOf((await look(options)).trials.get(run.runId));
      const files = at === undefined ? [] : await listTrialFiles(at, options);
      const logFiles = files.filter((file) => logNames.has(file));
      return { arguments: [], logFiles: logFiles.length === 0 ? undefined : logFiles };
    },
    async listFiles(run, options) {
      const at = folderOf((await look(options)).trials.get(run.runId));
      return at === undefined ? [] : listTrialFiles(at, options);
    },
    async openFile(run, file, options) {
      const at = folderOf((await look(options)).trials.get(run.runId));
      return at === undefined ? undefined : openTrialFile(at, file, options);
    },
  };
}

/** So many at once: more of them keep more in memory and are no faster. */
async function inGroups<T, R>(items: readonly T[], read: (item: T) => Promise<R>): Promise<R[]> {
  const found: R[] = [];
  for (let at = 0; at < items.length; at += together) {
    found.push(...(await Promise.all(items.slice(at, at + together).map(read))));
  }
  return found;
}
