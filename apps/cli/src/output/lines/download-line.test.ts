import { expect, it } from 'vitest';
import { memoryIo } from '../../__fixtures__/memory-io.js';
import { createDownloadLine } from './download-line.js';

it('draws a line again only where its text changes, and takes it away', () => {
  const io = memoryIo({ isTerminal: true, columns: 80 });
  const line = createDownloadLine(io);
  line.update('outputs/\u001B[2Jmodel', 1_000_000);
  line.update('outputs/\u001B[2Jmodel', 1_000_001);
  line.update('outputs/\u001B[2Jmodel', 2_000_000);
  line.end();
  line.end();
  const erase = '\r\u001B[2K';
  const name = String.raw`outputs/\x1b[2Jmodel`;
  expect(io.printed.stderr).toBe(`${erase}${name} 1.0 MB${erase}${name} 2.0 MB${erase}`);
});

it('never wraps', () => {
  const io = memoryIo({ isTerminal: true, columns: 20 });
  createDownloadLine(io).update('outputs/a-rather-long-name.bin', 5);
  expect(io.printed.stderr.slice(5)).toBe('outputs/a-rath… 5 B');
});

it('is silent where nobody looks', () => {
  const io = memoryIo();
  const line = createDownloadLine(io);
  line.update('outputs/model', 5);
  line.end();
  expect(io.printed.stderr).toBe('');
});
