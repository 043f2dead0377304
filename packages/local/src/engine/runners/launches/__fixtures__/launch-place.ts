import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { startTestService, type TestService } from '../../../../server/__fixtures__/start-test-service.js';
import { garden } from '../../../../storage/__fixtures__/garden-scope.js';
import { temporaryFolder } from '../../../../storage/__fixtures__/temporary-folder.js';
import { standardLog } from '../../../../storage/files/run-files.js';
import type { ExperimentScope, RunKey } from '../../../../storage/run-key.js';
import { processesWith } from '../../__fixtures__/processes-with.js';
import { trialMarkName } from '../../process/processes/marked-processes.js';
import type { LaunchReport } from '../launch.js';
import { type LaunchJob, probeJob } from '../launch-job.js';
import type { LaunchVariablesInput } from '../launch-wrapper.js';
import { type FaultyProxy, startFaultyProxy } from './faulty-proxy.js';
import { type StartedWrapper, type StartWrapperOptions, startWrapper } from './start-wrapper.js';

/** The run of the trial. */
export const run: RunKey & { readonly scope: ExperimentScope } = { scope: garden, runId: 'HD_1_0' };

type WaysOfEngine = Pick<LaunchVariablesInput, 'engineSignalsAll' | 'sendSeconds'>;

/** A launch on its way through a proxy, and the machine that it comes to. */
export interface LaunchPlace {
  /** The service as it is now; a test may replace it. */
  service: TestService;
  readonly proxy: FaultyProxy;
  readonly id: string;
  /** The folder with the code. */
  readonly package: string;
  /** The folder in which the copy is made. */
  readonly work: string;
  readonly start: (options?: Partial<StartWrapperOptions> & WaysOfEngine) => StartedWrapper;
  readonly report: () => LaunchReport | undefined;
  readonly log: () => Buffer;
  readonly file: (path: string) => string;
}

/** A launch that is to run a command, not claimed yet. */
export async function launchPlace(script: string, over: Partial<LaunchJob> = {}): Promise<LaunchPlace> {
  const [service, root] = [await startTestService(), await temporaryFolder()];
  service.store.createRun({ ...run, status: 'Queued' });
  const job = { ...probeJob, script, tokenVariables: ['AZUREML_RUN_TOKEN'], graceSeconds: 5, ...over };
  const launch = service.launches.create(job, run);
  const [code, work] = [join(root, 'package'), join(root, 'work')];
  for (const folder of [code, work]) mkdirSync(folder);
  const proxy = await startFaultyProxy(() => here.service.address);
  const here: LaunchPlace = {
    service,
    proxy,
    id: launch.id,
    package: code,
    work,
    start: ({ engineSignalsAll, sendSeconds, ...options } = {}) =>
      startWrapper(
        { ...launch, serviceAddress: proxy.address, engineSignalsAll, sendSeconds },
        { package: code, ...options, environment: { HYPERDRIVE_WORK: work, ...options.environment } },
      ),
    report: () => here.service.launches.read(launch.id)?.report,
    log: () => readFileSync(join(here.service.files.folderOf(run), standardLog)),
    file: (path) => readFileSync(join(here.service.files.folderOf(run), path), 'utf8'),
  };
  return here;
}

/** Resolves once something is so. */
export async function until(isSo: () => boolean): Promise<void> {
  while (!isSo()) await new Promise((resolve) => setTimeout(resolve, 50));
}

/** The processes of a launch's command, wherever they went. */
export function processesOf(id: string): readonly number[] {
  return processesWith(`${trialMarkName}=${id}`);
}
