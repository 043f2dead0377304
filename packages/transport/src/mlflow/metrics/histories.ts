import type { MetricPoint } from '@hyperdrive-run/core';

/** All values of one metric, by run; runs without it are missing. */
export type Histories = ReadonlyMap<string, readonly MetricPoint[]>;
