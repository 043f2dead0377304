import { stat } from 'node:fs/promises';
import type { RunKey } from '../../storage/run-key.js';
import { RequestRefusal } from '../http/request-refusal.js';
import type { ServiceContext } from '../service-context.js';
import { streamFile } from './stream-file.js';

/**
 * The bytes of a run's kept file, whoever asks for them. A browser saves them and never shows them: trials write them.
 * @throws RequestRefusal with 404
 */
export async function fileResponse({ files }: ServiceContext, key: RunKey, name: string): Promise<Response> {
  const place = await files.find(key, name);
  if (place === undefined) throw new RequestRefusal(404, `Run ${key.runId} has no file ${JSON.stringify(name)}.`);
  const { size } = await stat(place);
  // A log may grow while it is read: no more is sent than was promised.
  return new Response(await streamFile(place, size), {
    headers: {
      'content-type': 'application/octet-stream',
      'content-length': String(size),
      'x-content-type-options': 'nosniff',
      'content-disposition': 'attachment',
    },
  });
}
