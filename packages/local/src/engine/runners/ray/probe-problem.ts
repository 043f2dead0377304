import { missingFolder } from '../computes/shared-folder.js';
import type { RayProbe, RayProbeResult } from './probe-ray-node.js';
import { unreachable } from './service-address.js';

/** What keeps trials from running by what a probe has found, and what to do about it. */
export interface ProbeProblem {
  /** In a sentence. */
  readonly reason: string;
  readonly advice: string;
}

/** @returns `undefined` where trials can run, and where the probe could not be tried */
export function problemOf(
  result: RayProbeResult,
  { serviceAddress, sharedFolder = '' }: Pick<RayProbe, 'serviceAddress' | 'sharedFolder'>,
): ProbeProblem | undefined {
  switch (result.kind) {
    case 'failed':
      return { reason: unreachable(serviceAddress, result.message), advice: listenAdvice };
    case 'not-shared':
      return {
        reason: `The node ${result.node} does not see ${sharedFolder}, the shared folder, as the machine of the service does.`,
        advice: folderAdvice,
      };
    case 'no-folder':
      return { reason: missingFolder(sharedFolder), advice: `Make or mount it there, or ${otherFolder}` };
    default:
      return undefined;
  }
}

const listenAdvice =
  'Start the service where nodes reach it: hyperdrive service start --listen ADDRESS[:PORT], with --advertise URL where they know it by another name.';

const otherFolder = 'remove the compute and add it anew with a --shared-folder that all nodes see, or with none.';

const folderAdvice = `Mount it there under the same path, or ${otherFolder}`;
