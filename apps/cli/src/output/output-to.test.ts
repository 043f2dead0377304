import { Writable } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { outputTo } from './output-to.js';
import { describeWriteFailure } from './write-failure.js';

const noSpace = Object.assign(new Error('ENOSPC: no space left on device, write'), { code: 'ENOSPC' });

/** A file on a disk that is full for a while, as Node's stream of a file behaves: it takes what comes after a failure. */
function fileOnFullDisk(): { readonly stream: Writable; readonly kept: string[]; isFull: boolean } {
  const disk = { isFull: true, kept: new Array<string>() };
  const stream = new Writable({
    autoDestroy: false,
    emitClose: false,
    write(chunk, _encoding, done) {
      if (disk.isFull) stream.emit('error', noSpace);
      else disk.kept.push(String(chunk));
      done();
    },
  });
  return Object.assign(disk, { stream });
}

describe('an output', () => {
  it('reports what cannot be written, resolves all the same, and takes the next line once there is room', async () => {
    const disk = fileOnFullDisk();
    const failures: Error[] = [];
    const output = outputTo(disk.stream, false, (error) => failures.push(error));
    await output.write('lost\n');
    await output.write('lost too\n');
    disk.isFull = false;
    await output.write('kept\n');
    expect(disk.kept).toEqual(['kept\n']);
    expect(failures).toEqual([noSpace, noSpace]);
  });

  it('reports an error that comes between two writes', () => {
    const { stream } = fileOnFullDisk();
    const failures: Error[] = [];
    outputTo(stream, false, (error) => failures.push(error));
    stream.emit('error', noSpace);
    expect(failures).toEqual([noSpace]);
  });
});

describe('describeWriteFailure', () => {
  it('prints in two lines why a result cannot be written', () => {
    expect(describeWriteFailure(noSpace)).toBe(
      'Error: The output cannot be written: the disk is full.\nFree some space, or write to another disk.\n',
    );
    expect(describeWriteFailure(new Error('EIO: i/o error\u001b[2J'))).toBe(
      'Error: The output cannot be written: EIO: i/o error\\x1b[2J.\nCheck where the output goes.\n',
    );
  });
});
