import { describe, expect, it } from 'vitest';
import { memoryIo } from '../../__fixtures__/memory-io.js';
import { createProgressLine, type Progress } from './progress-line.js';

function at(ended: number, total = 20): Progress {
  return {
    ended,
    total,
    status: 'Running',
    counts: '2 Running',
    best: 'best 0.95',
    course: '',
    rest: 'about 8 s left',
  };
}

describe('createProgressLine', () => {
  it('draws one line over and over on a terminal, and takes it away at the end', () => {
    const io = memoryIo({ isTerminal: true, columns: 100, env: { NO_COLOR: '1' } });
    const line = createProgressLine(io);
    line.update(at(5));
    expect(io.printed.stderr).toBe(
      '\r\u001B[2K█████░░░░░░░░░░░░░░░ 5/20 trials · best 0.95 · 2 Running · about 8 s left',
    );
    line.update(at(20));
    expect(io.printed.stderr).toContain(`\r\u001B[2K${'█'.repeat(20)} 20/20 trials`);
    line.end();
    expect(io.printed.stderr.endsWith('\r\u001B[2K')).toBe(true);
    expect(io.printed.stderr).not.toContain('\n');
    expect(io.printed.stdout).toBe('');
  });

  it('says something above the line without losing it', () => {
    const io = memoryIo({ isTerminal: true, columns: 100, env: { NO_COLOR: '1' } });
    const line = createProgressLine(io);
    line.update(at(5));
    line.print('Really?');
    expect(io.printed.stderr).toMatch(/Really\?\n█+░+ 5\/20 trials/);
  });

  it.each([10, 40, 80])('never wraps on %d columns', (columns) => {
    const io = memoryIo({ isTerminal: true, columns, env: { NO_COLOR: '1' } });
    createProgressLine(io).update({ ...at(5), counts: '1 Running, 2 Queued, 3 Preparing, 4 Failed, 5 Canceled' });
    const [, , shown = ''] = io.printed.stderr.split(/\r|\[2K/);
    expect(shown.length).toBeLessThan(columns);
  });

  it.each([
    [160, `${'█'.repeat(5)}${'░'.repeat(15)} 5/20 trials · best 0.95 ▁▃▆█ · 2 Running · about 8 s left`],
    [80, `${'█'.repeat(5)}${'░'.repeat(15)} 5/20 trials · best 0.95 ▁▃▆█ · 2 Running · about 8 s left`],
    [74, `${'█'.repeat(5)}${'░'.repeat(15)} 5/20 trials · best 0.95 · 2 Running · about 8 s left`],
  ])('draws the course of the best where %d columns have room for it', (columns, text) => {
    const io = memoryIo({ isTerminal: true, columns, env: { NO_COLOR: '1' } });
    createProgressLine(io).update({ ...at(5), course: '▁▃▆█' });
    expect(io.printed.stderr).toBe(`\r\u001B[2K${text}`);
  });

  it('prints no course of the best elsewhere', () => {
    const io = memoryIo();
    createProgressLine(io).update({ ...at(5), course: '▁▃▆█' });
    expect(io.printed.stderr).toBe('5/20 trials ended, best 0.95, 2 Running\n');
  });

  it('prints a line elsewhere, each time another tenth is done', () => {
    const io = memoryIo();
    const line = createProgressLine(io);
    for (const ended of [0, 1, 2, 3, 4, 19, 20, 20]) line.update(at(ended));
    line.end();
    expect(io.printed.stderr.split('\n').map((text) => text.split(' ')[0])).toEqual([
      '0/20',
      '2/20',
      '4/20',
      '19/20',
      '20/20',
      '',
    ]);
    expect(io.printed.stderr).not.toMatch(/[\r\u001B]/);
  });
});
