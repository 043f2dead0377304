import type { RunDetails } from '@hyperdrive-run/core';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { contractScope as scope } from '../../testing/contract-scope.js';
import { InMemoryBackend } from '../../testing/in-memory-backend.js';
import { makeSweep } from '../../testing/sweep-fixture.js';
import { type LogPart, type ReadLogsOptions, readLogs } from './read-logs.js';

/** A run whose logs hold more at each look; it ends at the last one. */
class LoggingBackend extends InMemoryBackend {
  readonly #looks: Uint8Array[];
  #now: Uint8Array = new Uint8Array();

  constructor(...looks: Uint8Array[]) {
    super(scope);
    this.#looks = looks;
  }

  override async getRunDetails(): Promise<RunDetails> {
    this.#now = this.#looks.shift() ?? this.#now;
    const status = this.#looks.length === 0 ? 'Completed' : 'Running';
    const run = makeSweep({ scope, runId: 'HD_1', status }).parent.record;
    return { run, arguments: [], logFiles: ['user_logs/std_log.txt', 'azureml-logs/other.txt'] };
  }

  override async openFile(_runId: string, name: string): Promise<AsyncIterable<Uint8Array>> {
    const bytes = name.startsWith('user_logs') ? this.#now : new TextEncoder().encode('other');
    return (async function* halves() {
      const middle = Math.floor(bytes.length / 2);
      yield bytes.subarray(0, middle);
      yield bytes.subarray(middle);
    })();
  }
}

const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);

async function read(backend: LoggingBackend, options: ReadLogsOptions): Promise<LogPart[]> {
  const parts: LogPart[] = [];
  const reading = (async () => {
    for await (const part of readLogs(backend, 'HD_1', options)) parts.push(part);
  })();
  await vi.runAllTimersAsync();
  await reading;
  return parts;
}

const textOf = (parts: readonly LogPart[], name: string): string =>
  parts
    .filter((part) => part.name === name)
    .map(({ text }) => text)
    .join('');

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  expect(vi.getTimerCount()).toBe(0);
  vi.useRealTimers();
});

describe('readLogs', () => {
  it('gives what the logs hold now', async () => {
    const parts = await read(new LoggingBackend(bytesOf('one\n'), bytesOf('one\ntwo\n')), {});
    expect(textOf(parts, 'user_logs/std_log.txt')).toBe('one\n');
    expect(textOf(parts, 'azureml-logs/other.txt')).toBe('other');
  });

  it('follows what is added until the run has ended, and gives nothing twice', async () => {
    const looks = ['', 'epoch 1\n', 'epoch 1\n', 'epoch 1\nepoch 2 ✓\n'].map(bytesOf);
    const parts = await read(new LoggingBackend(...looks), { follow: true });
    expect(textOf(parts, 'user_logs/std_log.txt')).toBe('epoch 1\nepoch 2 ✓\n');
    expect(textOf(parts, 'azureml-logs/other.txt')).toBe('other');
  });

  it('keeps a letter that is cut in two together', async () => {
    const whole = bytesOf('ü');
    const parts = await read(new LoggingBackend(whole.subarray(0, 1), whole), {
      follow: true,
      name: 'user_logs/std_log.txt',
    });
    expect(parts).toEqual([{ name: 'user_logs/std_log.txt', text: 'ü' }]);
  });
});

it('says that the backend keeps no logs where it does not, instead of reading nothing', async () => {
  class LoglessBackend extends InMemoryBackend {
    override async getRunDetails(): Promise<RunDetails> {
      return { run: makeSweep({ scope, runId: 'HD_1' }).parent.record, arguments: [], logFiles: undefined };
    }
  }
  for (const name of [undefined, 'train.log']) {
    await expect(readLogs(new LoglessBackend(scope), 'HD_1', { name }).next()).rejects.toMatchObject({
      code: 'unsupported-operation',
      message: 'The in-memory backend does not support reading logs.',
    });
  }
});
