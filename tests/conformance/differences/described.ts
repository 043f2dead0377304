import type { DescribedChild, DescribedMetric, DescribedSweep } from '../random-sweeps/arbitrary-sweep.js';

// Small sweeps in words, for tests of one difference each.

/** The values of the primary metric `loss`. */
export function metric(values: DescribedMetric['values'], given: Partial<DescribedMetric> = {}): DescribedMetric {
  return { name: 'loss', type: 'double', values, isTable: false, ...given };
}

/** A child that is Completed, with one hyperparameter in the parent's tag. */
export function child(
  position: number,
  metrics: readonly DescribedMetric[],
  given: Partial<DescribedChild> = {},
): DescribedChild {
  return {
    suffix: String(position),
    status: 'Completed',
    hidden: false,
    hyperparameters: 'prefixed',
    parameters: [['lr', 0.5]],
    metrics,
    ...given,
  };
}

/** A sweep that is Completed and wants its `loss` small. */
export function sweep(children: readonly DescribedChild[], given: Partial<DescribedSweep> = {}): DescribedSweep {
  return {
    metric: 'loss',
    goal: 'minimize',
    status: 'Completed',
    prefix: 'prefixed',
    table: undefined,
    columnShift: 0,
    resumed: undefined,
    hasBrokenTag: false,
    children,
    ...given,
  };
}
