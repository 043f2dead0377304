import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { isAssetReference } from '@hyperdrive-run/core/trial';
import type { FileReader, Place } from '../reader/file-reader.js';

/**
 * A path: one on this machine is made absolute, a reference to what lies elsewhere stays as it is. Which of the two is taken,
 * the target says.
 * @param folder what relative paths are relative to
 */
export function readPath(reader: FileReader, place: Place, folder: string): string | undefined {
  const text = reader.readText(place, 'a path', 'optional');
  return text === undefined ? undefined : (toLocalPath(text, folder) ?? text);
}

/** `undefined` for what lies elsewhere: `https://…`, `azureml:data:1`, `wasbs://…`. */
export function toLocalPath(text: string, folder: string): string | undefined {
  if (/^file:\/\//i.test(text)) return fromFileUrl(text);
  const path = text.replace(/^file:/i, '');
  return isAssetReference(path) ? undefined : resolve(folder, path);
}

function fromFileUrl(text: string): string | undefined {
  try {
    return fileURLToPath(text);
  } catch {
    // It names another host, or no path at all.
    return undefined;
  }
}
