import { describeSweep, HyperDriveRun, isTerminalStatus, type SweepUpdate } from '@hyperdrive-run/sdk';
import { sweepIds } from '../worlds/sweeps.js';
import { anyChild, anySweep, bestRunOptions, metricNames, rankingOptions, sweepObject } from './choose-arguments.js';
import { noteRanking } from './note-ranking.js';
import type { FactBook, ReadOperation } from './read-operation.js';

/** What only a sweep can be asked. */
export const sweepOperations: readonly ReadOperation[] = [
  {
    name: 'HyperDriveRun.load',
    prepare: (context) => {
      const id = context.random.pick([anySweep(context), anySweep(context), anyChild(context)]);
      const primaryMetric = context.random.maybe(() => ({ name: 'accuracy', goal: 'minimize' as const }));
      return {
        described: `${id} ${JSON.stringify({ primaryMetric })}`,
        make: async ({ experiment, signal, onWarning }, facts) => {
          const options = { signal, onWarning, primaryMetric };
          const sweep = await HyperDriveRun.load(experiment, context.world.idOf(id), options);
          facts.add('sweep', sweep);
          facts.add('config', sweep.hyperdriveConfig);
        },
      };
    },
  },
  {
    name: 'HyperDriveRun.getBestRunByPrimaryMetric',
    prepare: (context) => {
      const id = anySweep(context);
      const options = bestRunOptions(context.random);
      return {
        described: `${id} ${JSON.stringify(options)}`,
        make: async ({ experiment, signal, onWarning }, facts) => {
          let isUnread = false;
          const onProvisional = (reasons: readonly string[]): void => {
            isUnread = reasons.some(isOfFault);
          };
          const sweep = sweepObject(context, experiment, id);
          const best = await sweep.getBestRunByPrimaryMetric({ ...options, signal, onWarning, onProvisional });
          facts.add('best', best);
          // A run has no place for a mark: whoever asks for a report is told so.
          if (isUnread) facts.addUnknown('best');
        },
      };
    },
  },
  {
    name: 'HyperDriveRun.explainBestRun',
    prepare: (context) => {
      const id = anySweep(context);
      const options = bestRunOptions(context.random);
      return {
        described: `${id} ${JSON.stringify(options)}`,
        make: async ({ experiment, signal, onWarning }, facts) => {
          const sweep = sweepObject(context, experiment, id);
          const explanation = await sweep.explainBestRun({ ...options, signal, onWarning });
          const isUnread = explanation.provisionalBecause.some(isOfFault);
          for (const [name, value] of Object.entries(explanation)) {
            facts.add(name, value);
            if (isUnread) facts.addUnknown(name);
          }
        },
      };
    },
  },
  {
    name: 'HyperDriveRun.explainEarlyTermination',
    prepare: (context) => {
      const id = context.random.pick([sweepIds.judged, anySweep(context)]);
      const child = anyChild(context, id);
      const { onUnreadable } = rankingOptions(context.random);
      return {
        described: `${id} ${child} ${JSON.stringify({ onUnreadable })}`,
        make: async ({ experiment, signal }, facts) => {
          const sweep = sweepObject(context, experiment, id);
          const options = { onUnreadable, signal };
          const answer = await sweep.explainEarlyTermination(context.world.idOf(child), options);
          facts.add('explanation', answer);
          if (answer.unreadable.size > 0) facts.addUnknown('explanation');
        },
      };
    },
  },
  {
    name: 'HyperDriveRun.getChildrenSortedByPrimaryMetric',
    prepare: (context) => {
      const { random } = context;
      const id = anySweep(context);
      const options = {
        ...rankingOptions(random),
        top: random.maybe(() => random.pick([0, 1, 3])),
        reverse: random.maybe(() => random.chance(0.5)),
        discardNoMetric: random.maybe(() => random.chance(0.3)),
      };
      return {
        described: `${id} ${JSON.stringify(options)}`,
        make: async ({ experiment, signal, onWarning, isWarned }, facts) => {
          const sweep = sweepObject(context, experiment, id);
          const children = await sweep.getChildrenSortedByPrimaryMetric({ ...options, signal, onWarning });
          noteRanking(children, isWarned(), facts);
        },
      };
    },
  },
  {
    name: 'HyperDriveRun.getHyperparameters',
    prepare: (context) => {
      const id = anySweep(context);
      return {
        described: id,
        make: async ({ experiment, signal, onWarning }, facts) => {
          facts.add('all', await sweepObject(context, experiment, id).getHyperparameters({ signal, onWarning }));
        },
      };
    },
  },
  {
    name: 'HyperDriveRun.getHyperparameterSources',
    prepare: (context) => {
      const id = anySweep(context);
      return {
        described: id,
        make: async ({ experiment, signal, onWarning }, facts) => {
          facts.add('all', await sweepObject(context, experiment, id).getHyperparameterSources({ signal, onWarning }));
        },
      };
    },
  },
  {
    name: 'HyperDriveRun.getMetrics',
    prepare: (context) => {
      const id = anySweep(context);
      const { onUnreadable } = rankingOptions(context.random);
      const names = metricNames(context.random);
      return {
        described: `${id} ${JSON.stringify({ onUnreadable, names })}`,
        make: async ({ experiment, signal }, facts) => {
          const metrics = await sweepObject(context, experiment, id).getMetrics({ onUnreadable, names, signal });
          for (const runId of metrics.unreadable.keys()) facts.addUnknown(runId);
          for (const [runId, logged] of metrics) facts.add(runId, logged);
        },
      };
    },
  },
  {
    name: 'HyperDriveRun.streamMetrics',
    prepare: (context) => {
      const id = anySweep(context);
      const names = metricNames(context.random);
      return {
        described: `${id} ${JSON.stringify({ names })}`,
        make: async ({ experiment, signal }, facts) => {
          const sweep = sweepObject(context, experiment, id);
          for await (const [runId, logged] of sweep.streamMetrics({ names, signal })) facts.add(runId, logged);
        },
      };
    },
  },
  {
    name: 'HyperDriveRun.countTrials',
    prepare: (context) => {
      const id = anySweep(context);
      return {
        described: id,
        make: async ({ experiment, signal }, facts) => {
          facts.add('counts', await sweepObject(context, experiment, id).countTrials({ signal }));
        },
      };
    },
  },
  {
    name: 'describeSweep',
    prepare: (context) => {
      const id = anySweep(context);
      return {
        described: id,
        make: async ({ experiment, signal }, facts) => {
          facts.add('described', await describeSweep(sweepObject(context, experiment, id), { signal }));
        },
      };
    },
  },
  {
    name: 'HyperDriveRun.watch',
    prepare: (context) => {
      const id = anySweep(context);
      const isLiving = context.random.chance(0.3);
      const options = {
        timeoutMs: context.random.pick([0, 40, 150]),
        pollIntervalMs: context.random.pick([0, 5, 20]),
        outageMs: 300,
        onUnreadable: context.random.maybe(() => context.random.pick(['reject', 'report'] as const)),
        pageSize: context.random.maybe(() => context.random.pick([1, 3])),
      };
      return {
        described: `${isLiving ? 'a living sweep' : id} ${JSON.stringify(options)}`,
        isLiving,
        make: async ({ experiment, workspace, signal, living }, facts) => {
          if (living === undefined) {
            const watching = sweepObject(context, experiment, id).watch({ ...options, signal });
            for await (const update of watching) noteUpdate(facts, update, 'update');
            return;
          }
          const home = workspace.experiment(living.experimentName);
          const config = context.configOf(sweepIds.scanned);
          const watching = new HyperDriveRun(home, living.runId, config).watch({
            ...options,
            timeoutMs: 20_000,
            signal,
          });
          for await (const update of watching) {
            if (isTerminalStatus(update.status)) noteUpdate(facts, update, 'last update');
            await living.next();
          }
        },
      };
    },
  },
];

/** Whether a best run is provisional because something could not be read, and not because the sweep goes on. */
function isOfFault(reason: string): boolean {
  return reason !== 'sweep-not-ended' && reason !== 'children-not-ended';
}

/** What an update says, but for times. One of a sweep that goes on may have children unread; the last one says so. */
function noteUpdate(facts: FactBook, update: SweepUpdate, key: string): void {
  const { elapsedMs: _, estimatedRestMs: __, childrenByStatus, unreadable, provisional, ...said } = update;
  const hasEnded = isTerminalStatus(update.status);
  if (unreadable.length > 0 && !hasEnded) return;
  if (hasEnded && provisional) facts.addUnknown(key);
  facts.add(key, { ...said, children: [...childrenByStatus].toSorted(([a], [b]) => a.localeCompare(b)) });
}
