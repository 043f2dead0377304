import type { Metric, MetricPoint } from '@hyperdrive-run/core';
import type { OpenedExperiment } from './open-experiment.js';

/** A fault that the comparison has to notice. */
export interface PlantedBug {
  /** What the adapter does wrong, behind "the adapter". */
  readonly name: string;
  readonly spoil: (experiment: OpenedExperiment) => OpenedExperiment;
}

/** Changes the points of all metrics. */
function withPoints(change: (points: readonly MetricPoint[]) => readonly MetricPoint[]): PlantedBug['spoil'] {
  return ({ metrics, ...others }) => ({
    ...others,
    metrics: new Map(
      [...metrics].map(([id, logged]) => [id, new Map([...logged].map(([name, metric]) => [name, changed(metric)]))]),
    ),
  });

  function changed(metric: Metric): Metric {
    return metric.kind === 'scalar' ? { ...metric, points: change(metric.points) } : metric;
  }
}

export const plantedBugs: readonly PlantedBug[] = [
  { name: 'leaves out the last report of each trial', spoil: withPoints((points) => points.slice(0, -1)) },
  { name: 'reads the reports from the last to the first', spoil: withPoints((points) => points.toReversed()) },
  {
    name: 'reads a number as its negative',
    spoil: withPoints((points) =>
      points.map((point) => (typeof point.value === 'number' ? { ...point, value: -point.value } : point)),
    ),
  },
  { name: 'reads each report twice', spoil: withPoints((points) => points.flatMap((point) => [point, point])) },
  {
    name: 'takes failed trials for completed ones and the other way round',
    spoil: ({ children, ...others }) => ({
      ...others,
      children: children.map((child) => ({ ...child, status: child.status === 'Failed' ? 'Completed' : 'Failed' })),
    }),
  },
  {
    name: 'misses the oldest trial',
    spoil: ({ children, ...others }) => ({ ...others, children: children.slice(0, -1) }),
  },
];
