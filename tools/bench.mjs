// npm run bench [-- parse-json]: the benchmarks (`*.bench.ts`), or those with that in their path. Prints the median time
// of each, and how many times that of the first of its group it is: the first one is the floor, or the peer.

import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

/** @typedef {{ name: string, median: number, sampleCount: number }} Measured */
/** @typedef {{ files: { groups: { fullName: string, benchmarks: Measured[] }[] }[] }} Report */

const folder = mkdtempSync(path.join(tmpdir(), 'hyperdrive-bench-'));
try {
  const outputFile = path.join(folder, 'report.json');
  const config = path.join(import.meta.dirname, 'bench/vitest.config.ts');
  const args = [
    'vitest',
    'bench',
    '--run',
    '--config',
    config,
    '--outputJson',
    outputFile,
    '--maxWorkers=1',
    ...process.argv.slice(2),
  ];
  // What vitest prints while it measures has means only, and no ratio.
  const { status } = spawnSync('npx', args, { stdio: ['ignore', 'ignore', 'inherit'] });
  if (status === 0) print(JSON.parse(readFileSync(outputFile, 'utf8')));
  process.exitCode = status ?? 1;
} finally {
  rmSync(folder, { recursive: true, force: true });
}

/** @param {Report} report */
function print({ files }) {
  const rows = files.flatMap(({ groups }) => groups.flatMap(rowsOf));
  const widths = [0, 1, 2].map((column) => Math.max(...rows.map((row) => (row[column] ?? '').length)));
  for (const [title = '', name = '', time = '', ratio = ''] of rows) {
    const [ofTitle = 0, ofName = 0, ofTime = 0] = widths;
    console.log(`${title.padEnd(ofTitle)}  ${name.padEnd(ofName)}  ${time.padStart(ofTime)}  ${ratio}`);
  }
}

/** @param {Report['files'][number]['groups'][number]} group */
function rowsOf({ fullName, benchmarks }) {
  const title = fullName.split(' > ').at(-1) ?? fullName;
  const floor = benchmarks[0]?.median ?? Number.NaN;
  return benchmarks.map(({ name, median }, at) => [
    at === 0 ? title : '',
    name,
    `${median >= 100 ? Math.round(median) : median.toPrecision(3)} ms`,
    at === 0 ? '' : `x ${(median / floor).toFixed(2)}`,
  ]);
}
