import type { StartedLocalService } from '@hyperdrive-run/local';
import { beforeAll, expect, it } from 'vitest';
import { openService, temporaryFolder } from '../open-service.js';
import { ensurePythonEnvironment, type PythonEnvironment } from '../python/make-environment.mjs';
import { type PythonWorker, usePythonWorker } from '../python-worker.js';
import type { DescribedSweep } from '../random-sweeps/arbitrary-sweep.js';
import { type BothClients, type OpenBothOptions, openBoth } from '../random-sweeps/service-under-test.js';

/** What the test of a difference works with. */
export interface Stage {
  readonly service: StartedLocalService;
  readonly worker: PythonWorker;
  /** Loads a sweep and opens it with both clients. */
  readonly open: (sweep: DescribedSweep, options?: OpenBothOptions) => Promise<BothClients>;
}

let environment: PythonEnvironment;
let worker: PythonWorker | undefined;

/** Starts one Python for all differences of a test file. */
export function sharePython(): void {
  beforeAll(async () => {
    environment = await ensurePythonEnvironment();
    if ('python' in environment) worker = usePythonWorker(environment.python);
  }, 600_000);
}

/**
 * A test that shows Python's answer beside ours.
 * @param entry the words in bold that begin the entry of docs/python-parity.md; parity-page.test.ts holds the two together
 */
export function differs(entry: string, what: string, look: (stage: Stage) => Promise<void>): void {
  it(`${entry}: ${what}`, async (context) => {
    if ('notRun' in environment) return context.skip(environment.notRun);
    expect.hasAssertions();
    if (worker === undefined) throw new Error('The Python worker did not start.');
    const service = await openService(await temporaryFolder());
    const python = worker;
    await look({ service, worker: python, open: (sweep, options) => openBoth(service, python, sweep, options) });
  });
}
