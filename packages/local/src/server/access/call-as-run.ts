import type { CallService } from '../../engine/runners/computes/call-service.js';
import { chosenIdHeader } from '../mlflow/chosen-id.js';
import type { Auth } from './auth.js';

/**
 * Makes calls in the name of runs, as their scripts would: with a run's token, through all that guards requests.
 * @param fetch responds to a request as the listening service does
 * @param origin where the calls are addressed to; it is what discovery names in its response
 */
export function createCallService(
  fetch: (request: Request) => Promise<Response>,
  auth: Pick<Auth, 'issueRunToken'>,
  origin: string,
): CallService {
  return async (run, { method, path, contentType, chosenId, body }) => {
    const { token } = await auth.issueRunToken(run);
    const headers = new Headers({ authorization: `Bearer ${token}` });
    if (contentType !== undefined) headers.set('content-type', contentType);
    if (chosenId !== undefined) headers.set(chosenIdHeader, chosenId);
    const sent = body === undefined ? {} : { body, duplex: 'half' as const };
    const response = await fetch(new Request(origin + path, { method, headers, ...sent }));
    return { status: response.status, text: await response.text() };
  };
}
