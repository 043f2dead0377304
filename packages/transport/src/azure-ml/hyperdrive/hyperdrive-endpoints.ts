import type { Endpoint } from '../../http/requests/endpoint.js';
import { pathSegment } from '../../http/requests/path-segment.js';
import { wireHeaders } from '../wire/constants.js';

/**
 * Submits a sweep: its config goes as the one file of a form. Never repeated: a lost answer must not start two.
 * @param experiment the experiment's scope as one encoded segment
 */
export function createSweepEndpoint(experiment: string, config: string): Endpoint {
  return {
    method: 'POST',
    path: `/hyperdrive/v1.0/${experiment}/runs`,
    body: {
      kind: 'form',
      files: [{ field: 'config', fileName: 'config.json', contentType: 'application/json', text: config }],
    },
    isSafeToRepeat: false,
    subject: 'the submitted sweep',
  };
}

/** Cancels a sweep. Asking twice cancels it once. The service wants to know where the run history is. */
export function cancelSweepEndpoint(experiment: string, runId: string, historyAddress: string): Endpoint {
  return {
    method: 'POST',
    path: `/hyperdrive/v1.0/${experiment}/runs/${pathSegment(runId, 'runId')}/cancel`,
    headers: { [wireHeaders.runHistoryHost]: historyAddress },
    isSafeToRepeat: true,
    subject: `sweep ${JSON.stringify(runId)}`,
    runId,
  };
}
