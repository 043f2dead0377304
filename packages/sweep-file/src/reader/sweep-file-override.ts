import { isJsonArray, isJsonObject, type JsonValue } from '@hyperdrive-run/core/json';
import type { SweepFilePosition, SweepFileProblem } from '../sweep-file-error.js';
import { readYaml, type YamlSource, type YamlVersion } from '../yaml/yaml-source.js';
import { type FilePath, formatFilePath, parseConfigPath } from './file-path.js';

/** A value that takes the place of one in a file, or that is put where the file has none. */
export interface SweepFileOverride {
  /** As it was written: `path=value`. */
  readonly text: string;
  /** The option that it was made from: `--compute gpu`. */
  readonly option?: string | undefined;
  readonly path: FilePath;
  readonly value: JsonValue;
  /** The value as a YAML text of its own; `undefined` where it is taken as the text that it is. */
  readonly source: YamlSource | undefined;
}

/** An override that a command made from an option of its own. */
export interface NamedOverride {
  /** `path=value`. */
  readonly text: string;
  /** What messages name in its place: `--compute gpu`. */
  readonly option: string;
}

const takesOverride = 'path=value, such as limits.max_total_trials=8 or search_space["--lr"].max_value=0.1';
const quoted = String.raw`\["(?:[^"\\]|\\.)*"\]`;
const form = new RegExp(String.raw`^((?:[^\s.[\]="]+|${quoted})(?:\.[^\s.[\]="]+|\[\d+\]|${quoted})*)=(.*)$`, 's');

/**
 * Takes `path=value` apart. The value is YAML of one line: a number, `true`, text, `[1, 2]`, `{ type: grid }`; nothing takes
 * the key away.
 */
export function parseOverride(
  given: string | NamedOverride,
  version: YamlVersion = '1.2',
): SweepFileOverride | SweepFileProblem {
  const { text, option } = typeof given === 'string' ? { text: given, option: undefined } : given;
  const wrong = (got: string, takes: string): SweepFileProblem => {
    return { line: 1, column: 1, override: text, option, path: '', got, takes };
  };
  const [, path, value] = form.exec(text) ?? [];
  if (path === undefined || value === undefined) return wrong('no override', takesOverride);
  const yaml = readYaml(value, version);
  const isFlow = /^\s*[[{]/.test(value);
  if (isFlow && yaml.problems[0] !== undefined) return wrong(yaml.problems[0].got, 'a value in YAML');
  const isYaml = isFlow || isScalar(yaml, value);
  return {
    text,
    option,
    path: parseConfigPath(path),
    value: isYaml ? yaml.value : value,
    source: isYaml ? yaml : undefined,
  };
}

/** `a: b` and `- a` are mappings and lists in YAML, and `#1` is nothing; here they are the text that they look like. */
function isScalar({ value, problems }: YamlSource, text: string): boolean {
  if (problems.length > 0 || typeof value === 'object') return value === null && /^\s*(~|null|)\s*$/i.test(text);
  return true;
}

/** The file with its overrides, of which the last counts. What they put there is located as theirs. */
export function applyOverrides(source: YamlSource, overrides: readonly SweepFileOverride[]): YamlSource {
  if (overrides.length === 0) return source;
  const problems: SweepFileProblem[] = [...source.problems];
  let { value } = source;
  for (const override of overrides) {
    const put = putAt(value, override.path, override.value);
    if ('value' in put) value = put.value;
    else {
      const at = override.path.slice(0, put.depth);
      problems.push({
        ...source.locate(at),
        ...writtenIn(override),
        path: formatFilePath(at),
        got: put.got,
        takes: put.takes,
      });
    }
  }
  const newestFirst = overrides.toReversed();
  const overrideOf = (path: FilePath): SweepFileOverride | undefined =>
    newestFirst.find((one) => one.path.every((step, index) => path[index] === step));
  return {
    ...source,
    value,
    problems,
    differences: [
      ...source.differences.filter(({ path }) => overrideOf(path) === undefined),
      ...overrides.flatMap((override) =>
        (override.source?.differences ?? [])
          .map((difference) => ({
            ...difference,
            path: [...override.path, ...difference.path],
            ...writtenIn(override),
          }))
          .filter(({ path }) => overrideOf(path) === override),
      ),
    ],
    writtenAt(path) {
      const override = overrideOf(path);
      if (override === undefined) return source.writtenAt(path);
      return override.source?.writtenAt(path.slice(override.path.length));
    },
    locate(path, part) {
      const override = overrideOf(path);
      return override === undefined
        ? source.locate(path, part)
        : { ...source.locate(path, part), ...writtenIn(override) };
    },
  };
}

function writtenIn({ text, option }: SweepFileOverride): Pick<SweepFilePosition, 'override' | 'option'> {
  return { override: text, option };
}

type PutResult =
  | { readonly value: JsonValue }
  | { readonly depth: number; readonly got: string; readonly takes: string };

function putAt(base: JsonValue | undefined, path: FilePath, value: JsonValue, depth = 0): PutResult {
  const step = path[depth];
  if (step === undefined) return { value };
  if (typeof step === 'number') {
    const list = isJsonArray(base) ? base : [];
    if (step > list.length || (base !== undefined && base !== null && !isJsonArray(base))) {
      return { depth, got: isJsonArray(base) ? `a list of ${base.length}` : 'no list', takes: `a value at [${step}]` };
    }
    const put = putAt(list[step], path, value, depth + 1);
    return 'value' in put ? { value: [...list.slice(0, step), put.value, ...list.slice(step + 1)] } : put;
  }
  const map = mapAt(base, path, depth);
  if (map === undefined) return { depth, got: 'no mapping', takes: `keys such as ${JSON.stringify(step)}` };
  if (value === null && depth === path.length - 1) return { value: new Map([...map].filter(([key]) => key !== step)) };
  const put = putAt(map.get(step), path, value, depth + 1);
  return 'value' in put ? { value: new Map(map).set(step, put.value) } : put;
}

function mapAt(base: JsonValue | undefined, path: FilePath, depth: number): ReadonlyMap<string, JsonValue> | undefined {
  if (base === undefined || base === null) return new Map();
  if (isJsonObject(base)) return base;
  // `sampling_algorithm: random` is short for a mapping.
  const isShort = depth === 1 && path[0] === 'sampling_algorithm' && typeof base === 'string';
  return isShort ? new Map([['type', base]]) : undefined;
}
