import { isAbsolute, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { formatFilePath } from '../reader/file-path.js';
import type { FileReader, Place } from '../reader/file-reader.js';

/**
 * A path on this machine, made absolute. Addresses of other places are refused, with how to replace them.
 * @param folder what relative paths are seen from
 * @param setPath how an override names the place; the place's own path if left out
 */
export function readLocalPath(
  reader: FileReader,
  place: Place,
  folder: string,
  setPath: string = formatFilePath(place.path),
): string | undefined {
  const text = reader.readText(place, 'a path on this machine', 'optional');
  if (text === undefined) return undefined;
  const path = toLocalPath(text, folder);
  if (path === undefined) {
    const takes = `a path on this machine, as nothing is downloaded: replace it with --set ${quoteForShell(`${setPath}=PATH`)}`;
    reader.refuse(place, takes);
  }
  return path;
}

/** `undefined` for what lies elsewhere: `https://…`, `azureml:data:1`, `wasbs://…`. */
export function toLocalPath(text: string, folder: string): string | undefined {
  if (/^file:\/\//i.test(text)) return fromFileUrl(text);
  const path = text.replace(/^file:/i, '');
  // A drive letter of Windows is no scheme.
  const isElsewhere = /^[a-z][a-z0-9+.-]+:/i.test(path) && !isAbsolute(path);
  return isElsewhere ? undefined : resolve(folder, path);
}

function fromFileUrl(text: string): string | undefined {
  try {
    return fileURLToPath(text);
  } catch {
    // It names another host, or no path at all.
    return undefined;
  }
}

function quoteForShell(text: string): string {
  return /^[\w.=/-]+$/.test(text) ? text : `'${text}'`;
}
