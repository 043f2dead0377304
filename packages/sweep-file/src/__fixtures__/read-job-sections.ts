import { isJsonObject } from '@hyperdrive-run/core/json';
import type { SweepJob } from '@hyperdrive-run/core/ports';
import { readSweepJob } from '../job/read-sweep-job.js';
import { createFileReader } from '../reader/file-reader.js';
import { readYaml } from '../yaml/yaml-source.js';

/** A right file. */
const plain = {
  type: 'sweep',
  trial: '{ command: fit, environment: "azureml:orchard:2" }',
  search_space: '{ depth: { type: choice, values: [1] } }',
  objective: '{ goal: minimize, primary_metric: loss }',
  limits: '{ max_total_trials: 4 }',
};

/** A job as it is read, and what is wrong with it: `path is got, but takes taken`. */
export interface ReadJob {
  readonly job: SweepJob;
  readonly problems: readonly string[];
}

/**
 * Reads a right file with some sections of its own as a job, and nothing else.
 * @param sections what follows the colon of each key, on the same line; a key with no text is left out
 * @param folder what paths are relative to
 */
export function readJobSections(
  sections: Readonly<Record<string, string | undefined>>,
  folder = '/home/ada/orchard',
): ReadJob {
  const entries = Object.entries({ ...plain, ...sections }).filter(([, text]) => text !== undefined);
  const source = readYaml(entries.map(([key, text]) => `${key}: ${text}\n`).join(''), '1.1');
  if (source.problems.length > 0 || !isJsonObject(source.value)) throw new Error('The text is no mapping in YAML.');
  const reader = createFileReader(source);
  const job = readSweepJob(reader, source.value, { folder, currentFolder: '/home/ada/my orchard.v2' });
  return { job, problems: reader.problems.map(({ path, got, takes }) => `${path} is ${got}, but takes ${takes}`) };
}
