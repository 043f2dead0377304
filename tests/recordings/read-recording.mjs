// Reads a recording of exchanges, with the bodies that are written once put back in each place.

import { readFile } from 'node:fs/promises';

/** @param {string} name  for example `python-hyperdrive-run.json` */
export async function readRecording(name) {
  const entries = JSON.parse(await readFile(new URL(name, import.meta.url), 'utf8'));
  return entries.map((/** @type {any} */ entry) => {
    const { sameBodyAs, ...response } = entry.response;
    return sameBodyAs === undefined
      ? entry
      : { ...entry, response: { ...response, body: entries[sameBodyAs].response.body } };
  });
}
