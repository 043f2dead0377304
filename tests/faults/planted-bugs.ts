import { BackendError, HyperDriveError } from '@hyperdrive-run/core';
import type { RunMetricsResult, SweepBackend } from '@hyperdrive-run/core/ports';
import type { PlantedBug } from './judge/disturbed-call.js';
import type { ViolationKind } from './judge/violation.js';
import { urlOf } from './url-of.js';

/** A client that is broken in one way. */
export interface BrokenClient extends PlantedBug {
  /** As what it must be noticed. */
  readonly noticedAs: ViolationKind;
  /** The faults that bring the bug out. */
  readonly faults: readonly string[];
}

type Fetch = typeof globalThis.fetch;

/** Changes what a `fetch` answers. */
function answering(change: (response: Response, ask: () => Promise<Response>) => Response | Promise<Response>) {
  return (fetch: Fetch): Fetch =>
    async (input, init) =>
      change(await fetch(input, init), () => fetch(input, init));
}

/** Does something with what a backend's `getRun` and listings reject with. */
function onFailure(act: (error: unknown) => Promise<void> | void) {
  return (backend: SweepBackend): SweepBackend => {
    const told = async <T>(work: Promise<T>): Promise<T> => {
      try {
        return await work;
      } catch (error) {
        await act(error);
        throw error;
      }
    };
    return {
      ...backend,
      getRun: (runId, options) => told(backend.getRun(runId, options)),
      getRunDetails: (runId, options) => told(backend.getRunDetails(runId, options)),
      withScope: (scope) => onFailure(act)(backend.withScope(scope)),
    };
  };
}

const busy = ['500', '502', '503', '504'];
const lasting = ['403', '200, HTML page', '200, empty'];

/** The ways in which clients go wrong that the fault tests are there for. */
export const brokenClients: ReadonlyMap<string, BrokenClient> = new Map<string, BrokenClient>([
  [
    'takes a service that is busy for an empty page',
    {
      noticedAs: 'answers that differ without a word',
      faults: busy,
      fetch: answering((response) => (response.status >= 500 ? new Response('{"value":[]}') : response)),
    },
  ],
  [
    'takes a metric that a gateway hides for one that was never logged',
    {
      noticedAs: 'answers that differ without a word',
      faults: ['404, HTML page', '403'],
      backend: withMetrics((result) =>
        result.kind === 'read' ? result : { kind: 'read', runId: result.runId, metrics: new Map() },
      ),
    },
  ],
  [
    'ends a listing where a page fails',
    { noticedAs: 'answers that differ without a word', faults: lasting, backend: withShortListings },
  ],
  [
    'throws what it met as it is',
    {
      noticedAs: 'untyped errors',
      faults: lasting,
      backend: onFailure((error) => {
        throw new TypeError('Cannot read properties of undefined.', { cause: error });
      }),
    },
  ],
  [
    'waits for ever after a failure',
    { noticedAs: 'hangs', faults: lasting, backend: onFailure(() => new Promise<void>(() => undefined)) },
  ],
  [
    'asks on after the call has ended',
    {
      noticedAs: 'requests after an abort or the end',
      faults: lasting,
      fetch: answering((response, ask) => {
        if (response.status === 403) setTimeout(() => void ask().catch(() => undefined), 300);
        return response;
      }),
    },
  ],
  [
    'does not hand on the abort',
    {
      noticedAs: 'leaked sockets',
      faults: ['no answer'],
      fetch: (fetch) => (input, init) => fetch(input, { ...init, signal: null }),
    },
  ],
  [
    'leaves a timer running',
    {
      noticedAs: 'leaked timers',
      faults: lasting,
      backend: onFailure(() => void setTimeout(() => undefined, 15_000)),
    },
  ],
  [
    'follows every redirect with its token',
    {
      noticedAs: 'tokens sent elsewhere',
      faults: ['redirect elsewhere'],
      fetch: (fetch) => async (input, init) => {
        const response = await fetch(input, init);
        const location = response.headers.get('location');
        return location === null ? response : fetch(new URL(location, urlOf(input)), init);
      },
    },
  ],
  [
    'shows its token in messages',
    {
      noticedAs: 'tokens in messages',
      faults: lasting,
      backend: (backend, token) =>
        onFailure((cause) => {
          if (!HyperDriveError.isInstance(cause)) return;
          throw new BackendError({ code: 'refused', message: 'It was refused.', cause: `sent: Bearer ${token}` });
        })(backend),
    },
  ],
]);

function withMetrics(change: (result: RunMetricsResult) => RunMetricsResult) {
  return (backend: SweepBackend): SweepBackend => ({
    ...backend,
    // What the service picks itself would pass by the bug.
    getMetricReadings: undefined,
    getLeadingChildren: undefined,
    async *getMetrics(runIds, options) {
      for await (const result of backend.getMetrics(runIds, options)) yield change(result);
    },
    withScope: (scope) => withMetrics(change)(backend.withScope(scope)),
  });
}

function withShortListings(backend: SweepBackend): SweepBackend {
  return {
    ...backend,
    getLeadingChildren: undefined,
    countChildRuns: undefined,
    async *listChildRuns(parentId, options) {
      try {
        yield* backend.listChildRuns(parentId, options);
      } catch (error) {
        if (options?.signal?.aborted === true) throw error;
      }
    },
    withScope: (scope) => withShortListings(backend.withScope(scope)),
  };
}
