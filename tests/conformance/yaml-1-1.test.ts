import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { isJsonObject, type JsonValue, parseJson } from '@hyperdrive-run/core/json';
import { localTarget } from '@hyperdrive-run/local';
import { parseSweepFile } from '@hyperdrive-run/sweep-file';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { ensurePythonEnvironment } from './python/make-environment.mjs';

const script = fileURLToPath(new URL('python/yaml_values.py', import.meta.url));

/** Forms that the versions of YAML disagree about, and their neighbours, two blanks apart. */
const awkward = [
  '1_000  010  -010  09  0_7  0o10  0b11  -0b1  0x1F  -0x1F  0x  0b_  1__0  _1',
  '1:30  -1:30  1:60  0:30  01:30  12:30:45  1:30.5  1:2:3.  1e3  1E3  1e+3  1.5e3  1.5e+3',
  '.5  +.5  -.5  .5e3  .5e-3  1.  1._5  1_0.5_0  .inf  -.inf  +.INF  .Inf  .nan  -.nan',
  'yes  No  ON  off  y  n  true  True  TRUE  tRUE  null  Null  nUll  ~  =  <<',
  '2026-01-02  2026-1-2  2026-13-45  2026-01-02T03:04:05Z  2026-1-2 3:4:5  2026-01-02 03:04:05 +01:30',
  '2.0  0.10  1e-5  12345678901234567890  1e400  +12  ++1  1-2  1+2  e5  1.2.3  x:y',
].flatMap((line) => line.split('  '));

/** Texts of the characters that numbers and dates are made of, which both parsers take for one plain scalar. */
const numberLike = fc
  .oneof(
    fc.stringMatching(/^[0-9.+-][0-9_:.+xboeE-]{0,7}$/),
    fc.stringMatching(/^[-+]?[0-9]{0,2}[._]?[0-9]{0,2}[eE][-+]?[0-9]{1,2}$/),
    fc.stringMatching(/^[-+]?0[xbo]?[0-9a-f_]{0,4}$/),
    fc.stringMatching(/^[-+]?[0-9_]{1,3}(:[0-9]{1,2}){1,2}(\.[0-9_]{0,2})?$/),
    fc.stringMatching(/^[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}([Tt][0-9]{1,2}:[0-9]{2}:[0-9]{2}(Z|[-+][0-9]{1,2})?)?$/),
  )
  .filter((text) => !/^[-:?]$|^-{3}|^\.{3}|:$|^[-?:] /.test(text));

function readInPython(python: string, texts: readonly string[]): readonly JsonValue[] {
  const answer = parseJson(execFileSync(python, [script], { input: JSON.stringify(texts), encoding: 'utf8' }));
  if (!isJsonObject(answer)) throw new Error('PyYAML was not asked.');
  expect(answer.get('version')).toMatch(/^6\./);
  const values = answer.get('values');
  return Array.isArray(values) ? values : [];
}

/** What a sweep file reads the texts as, and whether it warns of each. */
function readHere(texts: readonly string[]): { readonly values: readonly JsonValue[]; readonly warned: Set<number> } {
  const text = [
    'type: sweep',
    'trial: { command: "train ${{search_space.x}}" }',
    'sampling_algorithm: random',
    'objective: { primary_metric: loss, goal: minimize }',
    'limits: { max_total_trials: 1 }',
    'search_space:\n  x:\n    type: choice\n    values:',
    ...texts.map((one) => `    - ${one}`),
  ].join('\n');
  // Infinities and NaN are no values of a choice; here only how they are read counts.
  const { config, warnings } = parseSweepFile(text, { path: 'sweep.yml', target: localTarget });
  const sampling = config.hyperparameterSampling;
  const expression = sampling.kind === 'random' ? sampling.parameterSpace.get('x') : undefined;
  const indices = warnings.flatMap(({ path, message }) => {
    const [, index] = /^search_space\.x\.values\[(\d+)\]$/.exec(path) ?? [];
    return index === undefined || message.includes("Azure ML's own client refuses this") ? [] : [Number(index)];
  });
  return { values: expression?.kind === 'choice' ? expression.values : [], warned: new Set(indices) };
}

function isSame(ours: JsonValue | undefined, theirs: JsonValue | undefined): boolean {
  if (!isJsonObject(theirs)) return false;
  const [kind, text] = [theirs.get('kind'), theirs.get('text')];
  if (kind === 'NoneType') return ours === null;
  if (typeof text !== 'string') return false;
  switch (kind) {
    case 'str':
      return ours === text;
    case 'bool':
      return ours === (text === 'True');
    case 'int':
      return (typeof ours === 'number' || typeof ours === 'bigint') && BigInt(ours) === BigInt(text);
    case 'float':
      return typeof ours === 'number' && ours === Number(text.replace('inf', 'Infinity'));
    default:
      return false;
  }
}

it('a sweep file warns of just those values that PyYAML reads as something else', {
  timeout: 120_000,
}, async (context) => {
  const environment = await ensurePythonEnvironment();
  if ('notRun' in environment) return context.skip(environment.notRun);
  const random = fc.sample(numberLike, { numRuns: 1500, seed: 11 });
  // Infinities, NaN and null are refused as values, so they are asked for by the unit test alone.
  const texts = [...awkward, ...random].filter((text) => !/^[-+]?\.(inf|nan)$|^(null|~|1e400)$/i.test(text));
  const theirs = readInPython(environment.python, texts);
  const { values, warned } = readHere(texts);
  expect(values).toHaveLength(texts.length);
  const wrong = texts.filter((_, index) => isSame(values[index], theirs[index]) === warned.has(index));
  expect(wrong).toEqual([]);
  expect(warned.size).toBeGreaterThan(300);
});
