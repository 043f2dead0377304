import { stripVTControlCharacters } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { memoryIo } from '../__fixtures__/memory-io.js';
import { temporaryFolder } from '../__fixtures__/temporary-folder.js';
import { runCli } from '../run-cli.js';
import { ended, loadGoldenRuns, running } from './__fixtures__/load-golden-runs.js';

let home = '';
const zone = process.env['TZ'];

beforeAll(async () => {
  // Times are shown where the reader is: here it is a place without summer time, two hours before UTC.
  process.env['TZ'] = 'Africa/Harare';
  home = await temporaryFolder();
  loadGoldenRuns(home);
});

afterAll(() => {
  if (zone === undefined) delete process.env['TZ'];
  else process.env['TZ'] = zone;
});

interface Way {
  readonly isTerminal: boolean;
  readonly columns?: number;
  readonly env?: Record<string, string>;
}

async function show(words: readonly string[], way: Way): Promise<string> {
  const io = memoryIo({ ...way, env: { HYPERDRIVE_HOME: home, HYPERDRIVE_CONFIG: home, ...way.env }, cwd: home });
  const code = await runCli(words, io);
  const { stdout } = io.printed;
  // The line of progress is written over: that is no colour. What a report weighs changes with its looks.
  const stderr = io.printed.stderr
    .replaceAll('\r', '\n')
    .replaceAll('\u001B[2K', '')
    .replace(/[\d.]+ kB/, 'N kB');
  return `${stdout}${stderr === '' ? '' : `--- stderr\n${stderr}`}${code === 0 ? '' : `--- exit code ${code}\n`}`;
}

const plain = { NO_COLOR: '1' };
const ways: readonly (readonly [string, Way])[] = [
  ['at 80 columns', { isTerminal: true, columns: 80, env: plain }],
  ['at 160 columns', { isTerminal: true, columns: 160, env: plain }],
  ['in a pipe', { isTerminal: false }],
];

describe.each([
  ['list', ['list']],
  ['status-sweep', ['status', ended]],
  ['status-trial', ['status', `${ended}_2`]],
  ['children', ['children', ended]],
  [
    'children-columns',
    ['children', ended, '--sort', 'duration', '--reverse', '--columns', 'metric,duration,started,optimizer'],
  ],
  ['children-failed', ['children', ended, '--status', 'failed']],
  ['best', ['best', ended]],
  ['best-explain', ['best', ended, '--explain']],
  ['best-gate', ['best', running, '--at-least', '0.5']],
  ['explain', ['explain', ended, '3']],
  ['hyperparameters', ['hyperparameters', ended]],
  ['metrics', ['metrics', ended]],
  ['compare-sweeps', ['compare', ended, running]],
  ['compare-trials', ['compare', `${ended}_0`, `${ended}_1`]],
  ['importance', ['importance', ended, '--seed', '1']],
  ['logs', ['logs', `${ended}_2`]],
  ['watch', ['watch', ended]],
  ['plot', ['plot', ended, '--kind', 'best', '--output', 'best.svg', '--force']],
  ['report', ['report', ended, '--output', 'report.html', '--force']],
])('%s', (name, words) => {
  it('prints what is recorded, no line wider than the terminal', async () => {
    const shown: string[] = [];
    for (const [title, way] of ways) {
      const text = await show(words, way);
      expect(text).not.toContain('\u001B');
      const table = text.split('--- stderr')[0] ?? '';
      const widest = Math.max(...table.split('\n').map((line) => [...line].length));
      if (way.columns !== undefined)
        expect({ title, isWider: widest > way.columns }).toEqual({ title, isWider: false });
      shown.push(`=== ${title}\n${text.replaceAll(home, 'HOME')}`);
    }
    await expect(shown.join('\n')).toMatchFileSnapshot(`__goldens__/${name}.txt`);
  });

  it('prints the same with colours, which NO_COLOR alone turns off', async () => {
    const way = { isTerminal: true, columns: 160 };
    const colored = await show(words, way);
    expect(stripVTControlCharacters(colored)).toBe(await show(words, { ...way, env: plain }));
  });
});
