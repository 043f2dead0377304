import { InvalidArgumentError } from '@hyperdrive-run/core';
import { expect, it } from 'vitest';
import { Run } from './run-context.js';

const offline = { environment: {} };
const run = Run.getContext(offline);

/** What a caller in JavaScript may pass: each call with the argument that has to be named. */
const wrongCalls: readonly (readonly [string, (wrong: unknown) => unknown, string])[] = [
  ['getContext(options)', (wrong) => Reflect.apply(Reflect.get(Run, 'getContext'), Run, [wrong]), 'options'],
  ['log(name, value, options)', (wrong) => callRun('log', 'loss', 1, wrong), 'options'],
  ['logRow(name, row, options)', (wrong) => callRun('logRow', 'table', { a: 1 }, wrong), 'options'],
  ['logRow(name, row)', (wrong) => callRun('logRow', 'table', wrong), 'row'],
  ['setTags(tags)', (wrong) => callRun('setTags', wrong), 'tags'],
];

function callRun(method: 'log' | 'logRow' | 'setTags' | 'tag', ...args: readonly unknown[]): unknown {
  return Reflect.apply(Reflect.get(run, method), run, [...args]);
}

async function errorOf(call: () => unknown): Promise<unknown> {
  try {
    await call();
  } catch (error) {
    return error;
  }
  return undefined;
}

it.each(wrongCalls)('%s refuses what is no object, by a typed error that names it', async (_, call, option) => {
  for (const wrong of [null, 5, 'x', [], () => undefined]) {
    const error = await errorOf(() => call(wrong));
    expect(InvalidArgumentError.isInstance(error) && error.option, String(wrong)).toBe(option);
  }
});

it.each([
  ['allowOffline', () => Reflect.apply(Reflect.get(Run, 'getContext'), Run, [{ ...offline, allowOffline: 'no' }])],
  ['environment', () => Reflect.apply(Reflect.get(Run, 'getContext'), Run, [{ environment: 'x' }])],
  ['fetch', () => Reflect.apply(Reflect.get(Run, 'getContext'), Run, [{ ...offline, fetch: 'x' }])],
  ['step', () => callRun('log', 'loss', 1, { step: 1.5 })],
  ['step', () => callRun('logRow', 'table', { a: 1 }, { step: 'one' })],
  ['key', () => callRun('tag', '', 'value')],
  ['value', () => callRun('tag', 'key', 5)],
  ['tags.key', () => callRun('setTags', { key: 5 })],
])('a wrong %s is named', async (option, call) => {
  const error = await errorOf(call);
  expect(InvalidArgumentError.isInstance(error) && error.option).toBe(option);
});
