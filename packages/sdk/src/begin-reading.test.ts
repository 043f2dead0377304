import { createReadStream } from 'node:fs';
import { Readable } from 'node:stream';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { beginReading } from './begin-reading.js';
import { openSnapshot } from './open-snapshot.js';

it('reads a stream to its end, and closes one that is left early', async () => {
  const pieces: string[] = [];
  for await (const piece of beginReading<string>(Readable.from(['a', 'b', 'c']))) pieces.push(piece);
  expect(pieces).toEqual(['a', 'b', 'c']);
  const stream = Readable.from(['a', 'b', 'c']);
  for await (const piece of beginReading<string>(stream)) {
    expect(piece).toBe('a');
    break;
  }
  expect(stream.destroyed).toBe(true);
});

it('throws where the pieces are read what failed before', async () => {
  const stream = new Readable({ read() {} });
  stream.destroy(new Error('the disk is gone'));
  const begun = beginReading(stream);
  await nextTurn();
  await expect(async () => {
    for await (const _ of begun);
  }).rejects.toThrow('the disk is gone');
});

it('lets a snapshot that does not exist reject, and ends no process', async () => {
  await expect(openSnapshot(createReadStream('/nowhere/sweep.ndjson'))).rejects.toThrow('ENOENT');
});
