import { isJsonObject, type JsonObject, parseJson } from '@hyperdrive-run/core/json';

/** A call that a trial made on its node, as the spool has it. */
export interface SpoolLine {
  readonly method: string;
  readonly path: string;
  readonly contentType: string | undefined;
  /** The id that the node chose for what the call makes. */
  readonly chosenId: string | undefined;
  readonly body: string | undefined;
  /** The name of the file beside the spool that contains the body. */
  readonly file: string | undefined;
}

/** Reads a whole line; `undefined` where it is none of ours. */
export function parseSpoolLine(text: string): SpoolLine | undefined {
  let value: JsonObject;
  try {
    const parsed = parseJson(text);
    if (!isJsonObject(parsed)) return undefined;
    value = parsed;
  } catch {
    return undefined;
  }
  const textIn = (name: string): string | undefined => {
    const field = value.get(name);
    return typeof field === 'string' ? field : undefined;
  };
  const [method, path, file] = [textIn('method'), textIn('path'), textIn('file')];
  if (method === undefined || path?.startsWith('/') !== true) return undefined;
  // Only a file right beside the spool: a trial could write a line of its own.
  if (file !== undefined && !/^[0-9a-f]{32}$/.test(file)) return undefined;
  return { method, path, file, contentType: textIn('type'), chosenId: textIn('id'), body: textIn('body') };
}
