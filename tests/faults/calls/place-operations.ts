import { isJsonObject, parseJson } from '@hyperdrive-run/core/json';
import { exportSnapshot, type HyperDriveRun, readWholeSweep, type SnapshotPart } from '@hyperdrive-run/sdk';
import { anyChild, anySweep, filterOptions, rankingOptions, sweepObject } from './choose-arguments.js';
import { noteRanking } from './note-ranking.js';
import { plainText } from './plain-text.js';
import type { CallTools, FactBook, ReadOperation } from './read-operation.js';

type Place = (tools: CallTools) => CallTools['experiment'] | CallTools['workspace'];
const places: readonly (readonly [string, Place])[] = [
  ['Experiment', ({ experiment }) => experiment],
  ['Workspace', ({ workspace }) => workspace],
];

/** What experiments and workspaces can be asked. */
const lookUps: readonly ReadOperation[] = places.flatMap(([place, open]): ReadOperation[] => [
  {
    name: `${place}.listSweeps`,
    prepare: ({ random }) => {
      const options = filterOptions(random);
      return {
        described: JSON.stringify(options),
        make: async (tools, facts) => {
          let at = 0;
          for await (const sweep of open(tools).listSweeps({ ...options, signal: tools.signal })) {
            facts.add(`sweep ${at++}`, sweep);
          }
        },
      };
    },
  },
  {
    name: `${place}.getRun`,
    prepare: (context) => {
      const id = context.random.pick([anySweep(context), anyChild(context)]);
      return {
        described: id,
        make: async (tools, facts) => {
          facts.add('run', await open(tools).getRun(context.world.idOf(id), { signal: tools.signal }));
        },
      };
    },
  },
]);

/** An experiment without a sweep in it, opened as one; only MLflow's can be. */
const asSweep: ReadOperation = {
  name: 'Experiment.loadAsSweep',
  prepare: ({ random }) => {
    const primaryMetric = random.maybe(() => ({ name: random.pick(['accuracy', 'loss']), goal: 'maximize' as const }));
    const { onUnreadable } = rankingOptions(random);
    return {
      described: JSON.stringify({ primaryMetric, onUnreadable }),
      make: async ({ experiment, signal, onWarning, isWarned }, facts) => {
        const sweep = await experiment.loadAsSweep({ primaryMetric, signal, onWarning });
        facts.add('config', sweep.hyperdriveConfig);
        const children = await sweep.getChildrenSortedByPrimaryMetric({ onUnreadable, signal, onWarning });
        noteRanking(children, isWarned(), facts);
      },
    };
  },
};

/** Takes down a part of a whole sweep under a key that does not depend on the order in which parts arrive. */
function notePart(part: SnapshotPart, facts: FactBook): void {
  switch (part.kind) {
    case 'sweep':
      facts.add(`sweep ${part.run.runId}`, part.run);
      return;
    case 'run':
      facts.add(`run ${part.record.runId}`, part);
      return;
    case 'metrics':
      if (part.result.kind === 'unreadable') facts.addUnknown(`metrics ${part.result.runId}`);
      facts.add(`metrics ${part.result.runId}`, part.result);
      return;
    case 'file':
      facts.append(`file ${part.runId} ${part.name}`, Buffer.from(part.bytes).toString('hex'));
  }
}

function ofWholeSweep(
  name: string,
  read: (sweep: HyperDriveRun, options: Parameters<typeof readWholeSweep>[1], facts: FactBook) => Promise<void>,
): ReadOperation {
  return {
    name,
    prepare: (context) => {
      const id = anySweep(context);
      const files = context.random.maybe(() => context.random.chance(0.5));
      return {
        described: `${id} ${JSON.stringify({ files })}`,
        readsBytes: files,
        make: ({ experiment, signal, onWarning }, facts) =>
          read(sweepObject(context, experiment, id), { files, signal, onWarning }, facts),
      };
    },
  };
}

/** Takes down a line of a snapshot: lines of different runs may come in any order, those of one run may not. */
function noteLine(line: string, facts: FactBook): void {
  const fields = parseJson(line);
  if (!isJsonObject(fields)) return facts.add('no line', line);
  const kind = fields.get('line');
  const runId = plainText(fields.get('runId'));
  if (kind === 'header' || kind === 'end') return;
  if (kind === 'unreadable') return facts.addUnknown(`metrics ${runId}`);
  if (kind === 'file') {
    const bytes = Buffer.from(plainText(fields.get('base64')), 'base64');
    return facts.append(`file ${runId} ${plainText(fields.get('name'))}`, bytes.toString('hex'));
  }
  if (kind === 'sweep') return facts.add(`sweep ${runId}`, line);
  if (kind === 'run') {
    const run = fields.get('run');
    return facts.add(`run ${plainText(isJsonObject(run) ? run.get('runId') : run)}`, line);
  }
  return facts.append(`metrics ${runId}`, line);
}

/** Functions that read a sweep whole. */
const wholeSweeps: readonly ReadOperation[] = [
  ofWholeSweep('readWholeSweep', async (sweep, options, facts) => {
    for await (const part of readWholeSweep(sweep, options)) notePart(part, facts);
  }),
  ofWholeSweep('exportSnapshot', async (sweep, options, facts) => {
    for await (const line of exportSnapshot(sweep, options)) noteLine(line, facts);
  }),
];

/** What is asked of places, and of sweeps as a whole. */
export const placeOperations: readonly ReadOperation[] = [...lookUps, asSweep, ...wholeSweeps];
