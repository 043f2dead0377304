import type { ServiceError } from '../../../http/answers/to-backend-error.js';

const missing: ReadonlySet<string> = new Set(['BlobNotFound', 'ContainerNotFound', 'ResourceNotFound']);

/** Reads what the storage says of a failure: XML with a code and a message. The lines that only repeat id and time are left out. */
export function readBlobError(body: string): ServiceError {
  const code = textOf(body, 'Code');
  const message = textOf(body, 'Message')?.split(/\r?\n/)[0];
  return {
    code,
    message: message === '' ? code : (message ?? code),
    saysMissing: code !== undefined && missing.has(code),
  };
}

function textOf(xml: string, element: string): string | undefined {
  const [, text] = new RegExp(`<${element}>([^<]*)</${element}>`).exec(xml) ?? [];
  return text
    ?.replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&amp;', '&')
    .trim();
}
