import { type Experiment, HyperDriveRun, Run } from '@hyperdrive-run/sdk';
import type { SeededRandom } from '../seeded-random.js';
import { sweepIds } from '../worlds/sweeps.js';
import type { CallContext, CallTools } from './read-operation.js';

/** The sweeps that a world holds. */
export function sweepsOf({ world }: CallContext): string[] {
  return Object.values(sweepIds).filter(world.hasSweep);
}

/** Any sweep. */
export function anySweep(context: CallContext): string {
  return context.random.pick(sweepsOf(context));
}

/** Any child of a sweep: the first ones are in every sweep, the last one in none. */
export function anyChild(context: CallContext, sweep: string = anySweep(context)): string {
  return `${sweep}_${context.random.pick([0, 0, 0, 1, 1, 1, 2, 99])}`;
}

/** A sweep object for the id of a fixture: half of them know their config only, the others were never fetched. */
export function sweepObject(context: CallContext, experiment: Experiment, fixtureId: string): HyperDriveRun {
  return new HyperDriveRun(experiment, context.world.idOf(fixtureId), context.configOf(fixtureId));
}

/** A run object for the id of a fixture. */
export function runObject({ world }: CallContext, experiment: Experiment, fixtureId: string): Run {
  return new Run(experiment, world.idOf(fixtureId));
}

/** A sweep or one of its children as any run is asked. */
export function anyRun(context: CallContext): {
  readonly id: string;
  readonly open: (tools: CallTools) => Run | HyperDriveRun;
} {
  if (context.random.chance(0.5)) {
    const id = anySweep(context);
    return { id, open: ({ experiment }) => sweepObject(context, experiment, id) };
  }
  const id = anyChild(context);
  return { id, open: ({ experiment }) => runObject(context, experiment, id) };
}

/** Options of those who rank children. */
export function rankingOptions(random: SeededRandom) {
  return {
    scope: random.maybe(() => random.pick(['best', 'last', 'average'] as const)),
    onUnreadable: random.maybe(() => random.pick(['reject', 'report'] as const)),
  };
}

/** Options of those who look for the best run. */
export function bestRunOptions(random: SeededRandom) {
  return {
    ...rankingOptions(random),
    includeFailed: random.maybe(() => random.chance(0.5)),
    includeCanceled: random.maybe(() => random.chance(0.5)),
    includeResumeFromRuns: random.maybe(() => random.chance(0.5)),
  };
}

/** Names of metrics to read: some that every child logged, some that none did. */
export function metricNames(random: SeededRandom): readonly string[] | undefined {
  return random.maybe(() =>
    random.pick([['accuracy'], ['loss', 'accuracy'], ['other: é'], ['confusion', 'accuracy'], ['never'], []]),
  );
}

/** Which runs a listing answers. */
export function filterOptions(random: SeededRandom) {
  return { status: random.maybe(() => random.pick([['Completed'], ['Failed', 'Running'], ['Canceled']] as const)) };
}
