import { execFileSync } from 'node:child_process';
import path from 'node:path';
import { parseJson } from '@hyperdrive-run/core/json';
import { localTarget } from '@hyperdrive-run/local';
import { parseSweepFile } from '@hyperdrive-run/sweep-file';
import { parse, stringify } from 'yaml';
import { root } from './documents.js';
import type { CodeBlock } from './read-blocks.js';

/** A sweep file into which a block with some keys of one is put. */
const wholeFile = {
  type: 'sweep',
  trial: { code: '.', command: 'node train.mjs --lr ${{search_space.lr}}' },
  search_space: { lr: { type: 'uniform', min_value: 0, max_value: 1 } },
  objective: { goal: 'maximize', primary_metric: 'accuracy' },
  limits: { max_total_trials: 4, max_concurrent_trials: 2 },
};
/** Of the last two only what is asked of a reader who has both. */
const keyOfFile =
  /^(?:type|trial|inputs|outputs|search_space|sampling_algorithm|objective|early_termination|limits|resources|compute)$/;

/** What is wrong with a block of YAML, JSON or Python; `undefined` where nothing is. */
export function problemOfData({ language, code }: CodeBlock): string | undefined {
  try {
    if (language === 'json') parseJson(code);
    else if (language === 'yaml') readSweepKeys(code);
    else compilePython(code);
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

/** Reads the block as (a part of) a sweep file of the local service. */
function readSweepKeys(code: string): void {
  const keys: unknown = parse(code);
  if (typeof keys !== 'object' || keys === null) throw new Error('has no keys');
  const foreign = Object.keys(keys).find((key) => !keyOfFile.test(key));
  if (foreign !== undefined) throw new Error(`${foreign} is no key of a sweep file`);
  const isWhole = 'type' in keys;
  const objective = 'objective' in keys && typeof keys.objective === 'object' ? keys.objective : {};
  const part = { ...wholeFile, ...keys, objective: { ...wholeFile.objective, ...objective } };
  const file = path.join(root, 'examples/iris/sweep.yml');
  parseSweepFile(isWhole ? code : stringify(part), { path: file, target: localTarget });
}

function compilePython(code: string): void {
  execFileSync('python3', ['-c', 'import ast, sys; ast.parse(sys.stdin.read())'], { input: code, stdio: 'pipe' });
}
