import type { PrimaryMetricGoal } from '@hyperdrive-run/core';
import type { SampledPoint } from '@hyperdrive-run/sampling';
import type { ObservationChanges } from './observation-changes.js';

/** What the thread that chooses points is sent. Samplers are named by numbers. */
export type ThreadRequest =
  | {
      readonly kind: 'open';
      readonly sampler: number;
      /** The sampling as JSON text: an object loses its class on the way into a thread. */
      readonly sampling: string;
      readonly seed: number;
      readonly goal: PrimaryMetricGoal;
    }
  | {
      readonly kind: 'next';
      readonly sampler: number;
      /** Names the request in its response. */
      readonly id: number;
      readonly trial: number;
      /** What changed of the observations since the sampler's last request; before the first one there are none. */
      readonly changes: ObservationChanges;
    }
  /** No further point of the sampler is asked for. */
  | { readonly kind: 'close'; readonly sampler: number };

/** What the thread responds to a request for a point. */
export interface ThreadResponse {
  readonly id: number;
  /** `undefined` where every point was tried. */
  readonly point?: SampledPoint | undefined;
  /** Why no point could be chosen. */
  readonly failure?: string | undefined;
}
