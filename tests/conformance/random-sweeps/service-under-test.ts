import { randomUUID } from 'node:crypto';
import type { StartedLocalService } from '@hyperdrive-run/local';
import { loadRuns, type RunToLoad } from '@hyperdrive-run/local/testing';
import { HyperDriveRun } from '@hyperdrive-run/sdk';
import { toOpen } from '../open-in-python.js';
import { connectTo } from '../open-service.js';
import type { PythonWorker } from '../python-worker.js';
import type { DescribedSweep } from './arbitrary-sweep.js';
import type { AskPython } from './python-answers.js';
import { resumeFrom } from './resume-from.js';
import { scope } from './scope.js';
import { toRuns } from './to-runs.js';

/** A sweep through our client. */
export interface OurClient {
  readonly ours: HyperDriveRun;
  /** The same sweep under another id: a sweep can be canceled only once. */
  readonly twin: HyperDriveRun;
}

/** Both clients, open on one sweep. */
export interface BothClients extends OurClient {
  readonly python: AskPython;
  /** Opens the sweep through another `fetch`, and a twin that nobody else has. */
  readonly openThrough: (through: typeof fetch) => Promise<OurClient>;
  readonly close: () => Promise<void>;
}

export interface OpenBothOptions {
  /** More properties of the sweep. */
  readonly properties?: ReadonlyMap<string, string>;
  /** Changes what is loaded: for sweeps that no random one is like. */
  readonly change?: (runs: readonly RunToLoad[]) => readonly RunToLoad[];
  /** Where both clients ask; the service itself by default. */
  readonly address?: string;
}

/** Loads a sweep into the service and opens it with both clients. */
export async function openBoth(
  service: StartedLocalService,
  worker: PythonWorker,
  sweep: DescribedSweep,
  { properties = new Map(), change = (runs) => runs, address = service.address }: OpenBothOptions = {},
): Promise<BothClients> {
  const runId = `HD_${randomUUID()}`;
  const resumed = sweep.resumed === undefined ? undefined : `HD_${randomUUID()}`;
  const all = new Map([...(resumed === undefined ? [] : resumeFrom(resumed)), ...properties]);
  const loadTwin = (): string => {
    const twinId = `HD_${randomUUID()}`;
    loadRuns(service.folder, change(toRuns(sweep, scope, twinId, all)));
    return twinId;
  };
  if (resumed !== undefined) loadRuns(service.folder, toRuns(earlierSweep(sweep), scope, resumed));
  loadRuns(service.folder, change(toRuns(sweep, scope, runId, all)));
  const twinId = loadTwin();
  const opened = await worker.ask('open', toOpen({ address, token: service.token }, scope, runId));
  const openOurs = async (twin: string, options: { readonly fetch?: typeof fetch } = {}): Promise<OurClient> => {
    const experiment = connectTo({ address, token: service.token }, scope, options).experiment();
    return { ours: await HyperDriveRun.load(experiment, runId), twin: await HyperDriveRun.load(experiment, twin) };
  };
  return {
    ...(await openOurs(twinId)),
    // A sweep that Python cannot open is asked about nothing else: the refusal is its answer to everything.
    python: async (operation, args = {}) =>
      opened.ok ? worker.ask(operation, { handle: opened.value, ...args }) : opened,
    openThrough: (through) => openOurs(loadTwin(), { fetch: through }),
    close: async () => {
      if (opened.ok) await worker.ask('close', { handle: opened.value });
    },
  };
}

/** The sweep that another one was resumed from: ended, of the same metric and goal, with nothing recorded. */
function earlierSweep(sweep: DescribedSweep): DescribedSweep {
  return { ...sweep, status: 'Completed', children: sweep.resumed ?? [], resumed: undefined, table: undefined };
}
