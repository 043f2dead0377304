import { HyperDriveRun, type Workspace } from '@hyperdrive-run/sdk';
import type { CommandContext } from '../context/command-context.js';
import { abbreviates } from '../open/ids/abbreviations.js';
import { withWorkspace } from '../open/open-workspace.js';
import { escapeAsOneLine } from '../output/escape/escape-for-terminal.js';
import { readProfiles } from '../profiles/profile-file.js';
import { localFolder } from '../service/local-folder.js';
import type { Candidate } from './candidate.js';

/** The names that may be typed, asked of the backend that the command line names. */
export interface KnownNames {
  /** Sweeps, newest first; with the id of one and `_` in front of them its trials. */
  runs(current: string): Promise<readonly Candidate[]>;
  /** The numbers of the trials of a sweep. */
  trials(sweep: string): Promise<readonly Candidate[]>;
  experiments(): Promise<readonly Candidate[]>;
  profiles(): readonly Candidate[];
  computes(): Promise<readonly Candidate[]>;
}

/** Nobody reads more, and a beginning that more have is typed on. */
const mostSweeps = 300;
const mostTrials = 1000;

/**
 * @param signal ends the questions: what is known by then is nothing
 */
export function knownNames(context: CommandContext, signal: AbortSignal): KnownNames {
  const ask = <T>(use: (workspace: Workspace) => Promise<readonly T[]>): Promise<readonly T[]> =>
    // Azure's tokens take seconds.
    /^azureml/i.test(context.globals.backend) ? Promise.resolve([]) : withWorkspace(context, use);
  return {
    runs: (current) => ask((workspace) => listRuns(workspace, current, signal)),
    trials: (sweep) => ask((workspace) => listTrials(workspace, sweep, signal)),
    experiments: () =>
      ask(async (workspace) => {
        const sweeps = await listSweeps(workspace, signal);
        const names = new Set(sweeps.map(({ experiment }) => experiment.name));
        return [...names].filter((name) => name !== '').map((word) => ({ word }));
      }),
    profiles: () => readProfiles(context.io).profiles.map(({ name, backend }) => ({ word: name, about: backend })),
    async computes() {
      const folder = localFolder(context.globals.backend, context.io);
      if (folder === undefined) return [];
      const { readComputes } = await import('@hyperdrive-run/local');
      return readComputes(folder).map(({ name, uri }) => ({ word: name, about: uri }));
    },
  };
}

async function listSweeps(workspace: Workspace, signal: AbortSignal): Promise<readonly HyperDriveRun[]> {
  const sweeps: HyperDriveRun[] = [];
  for await (const sweep of workspace.listSweeps({ signal })) {
    sweeps.push(sweep);
    if (sweeps.length === mostSweeps) break;
  }
  return sweeps;
}

async function listRuns(workspace: Workspace, current: string, signal: AbortSignal): Promise<readonly Candidate[]> {
  const [, sweepId] = /^(.+)_\d*$/.exec(current) ?? [];
  const sweeps = await listSweeps(workspace, signal);
  if (sweepId !== undefined && sweepId !== 'HD') {
    const [sweep, ...others] = sweeps.filter(({ id }) => abbreviates(sweepId, id));
    if (sweep !== undefined && others.length === 0) {
      const trials = await listTrials(workspace, sweep.id, signal);
      return trials.map(({ word, about }) => ({ word: word === '@best' ? word : `${sweepId}_${word}`, about }));
    }
  }
  const words = sweeps.map((sweep) => ({
    // What was begun without HD_ goes on without it.
    word: sweep.id.startsWith(current) ? sweep.id : sweep.id.replace(/^HD_/, ''),
    about: escapeAsOneLine([sweep.record?.status, sweep.experiment.name, sweep.name].filter(Boolean).join(' ')),
  }));
  return [...words, { word: '@last', about: 'the newest sweep' }, { word: '@best', about: 'the best trial of it' }];
}

async function listTrials(workspace: Workspace, sweep: string, signal: AbortSignal): Promise<readonly Candidate[]> {
  const sweeps = await listSweeps(workspace, signal);
  const found = sweep === '@last' ? sweeps[0] : sweeps.find(({ id }) => abbreviates(sweep, id));
  if (!(found instanceof HyperDriveRun)) return [];
  const trials: Candidate[] = [];
  for await (const { id, record } of found.getChildren({ signal })) {
    const [, number] = /_(\d+)$/.exec(id) ?? [];
    if (number !== undefined) trials.push({ word: number, about: record?.status });
    if (trials.length === mostTrials) break;
  }
  return [
    ...trials.toSorted((a, b) => Number(a.word) - Number(b.word)),
    { word: '@best', about: 'the best trial of it' },
  ];
}
