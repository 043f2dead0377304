import { stat } from 'node:fs/promises';
import type { CallService } from '../../engine/runners/computes/call-service.js';
import { spoolAddress } from '../../engine/runners/slurm/spool/spool-address.js';
import { streamFile } from '../artifacts/stream-file.js';
import { chosenIdHeader } from '../mlflow/chosen-id.js';
import type { Auth } from './auth.js';

/**
 * Makes calls in the name of runs, as their scripts would: with a run's token, through all that guards requests.
 * @param fetch responds to a request as the listening service does
 */
export function createCallService(
  fetch: (request: Request) => Promise<Response>,
  auth: Pick<Auth, 'issueRunToken'>,
): CallService {
  return async (run, { method, path, contentType, chosenId, ...content }) => {
    const { token } = await auth.issueRunToken(run);
    const headers = new Headers({ authorization: `Bearer ${token}` });
    if (contentType !== undefined) headers.set('content-type', contentType);
    if (chosenId !== undefined) headers.set(chosenIdHeader, chosenId);
    const body = content.file === undefined ? content.body : await fileBody(content.file);
    const sent = body === undefined ? {} : { body, duplex: 'half' as const };
    const response = await fetch(new Request(spoolAddress + path, { method, headers, ...sent }));
    return { status: response.status, text: await response.text() };
  };
}

/** A file as a stream; an empty one has nothing to stream. */
async function fileBody(place: string): Promise<ReadableStream<Uint8Array> | string> {
  const { size } = await stat(place);
  return size === 0 ? '' : streamFile(place, size);
}
