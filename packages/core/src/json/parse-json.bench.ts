import { parseJson } from '@hyperdrive-run/core/json';
import { bench, describe } from 'vitest';
import { parseJsonExactly } from './exact-json-reader.js';

const run = (position: number): object => ({
  runId: `HD_5f1c_${position}`,
  runNumber: position,
  rootRunId: 'HD_5f1c',
  parentRunId: 'HD_5f1c',
  createdUtc: '2024-05-06T08:00:00.123Z',
  createdBy: { userName: 'ada' },
  experimentId: '0b51a1f2',
  status: 'Completed',
  startTimeUtc: '2024-05-06T08:00:01.123Z',
  endTimeUtc: '2024-05-06T08:10:01.123Z',
  displayName: null,
  hidden: false,
  tags: { hyperparameters: '{"lr": 0.1, "depth": 4}', _aml_system_ComputeTargetStatus: 'done' },
  properties: { 'azureml.runsource': 'hyperdrive' },
  error: null,
  warnings: [],
});
const list = <T>(length: number, item: (position: number) => T): T[] => Array.from({ length }, (_, n) => item(n));

/** What services send, and what is hardest to read exactly. */
const texts: readonly (readonly [title: string, text: string])[] = [
  ['a small answer', JSON.stringify({ value: [{ name: 'accuracy', value: 0.5 }], continuationToken: null })],
  ['a page of 500 runs', JSON.stringify({ value: list(500, run), continuationToken: 'x' })],
  ['20,000 floats', JSON.stringify(list(20_000, (n) => Math.sin(n)))],
  ['20,000 integers', JSON.stringify(list(20_000, (n) => n * 7))],
  ['20,000 points', JSON.stringify(list(20_000, (n) => ({ step: n, data: { loss: n / 3 } })))],
  ['20,000 integers of 19 digits', `[${list(20_000, (n) => 10n ** 18n + BigInt(n)).join(',')}]`],
];

describe.each(texts)('%s', (_title, text) => {
  bench('JSON.parse, the floor', () => {
    JSON.parse(text);
  });

  bench('parseJson', () => {
    parseJson(text);
  });

  bench('the exact reader alone', () => {
    parseJsonExactly(text);
  });
});
