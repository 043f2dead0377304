import type { JsonValue } from '@hyperdrive-run/core/json';
import {
  isAlias,
  isMap,
  isNode,
  isScalar,
  isSeq,
  LineCounter,
  type Node,
  type ParsedNode,
  parseDocument,
  type Range,
  type Scalar,
} from 'yaml';
import { type FilePath, formatFilePath } from '../reader/file-path.js';
import type { SweepFilePosition, SweepFileProblem } from '../sweep-file-error.js';
import { findWrongTag, tooLarge, wordsOfYamlError, type YamlFault } from './words-of-yaml-error.js';
import { findYamlDifference, type YamlDifference } from './yaml-1-1/find-yaml-difference.js';
import { noTextKey, noValue, scalarOfYaml11 } from './yaml-1-1/scalar-of-yaml-1-1.js';

/** A YAML text as values, with the position of each. */
export interface YamlSource {
  readonly value: JsonValue;
  /**
   * The position of a value, or of its key; of what does not exist, that of the innermost thing around it.
   * @param part the key is meant; without it the value, or the key of a value in block style
   */
  locate(path: FilePath, part?: 'key'): SweepFilePosition;
  /** A number as it is written, `2.0` or `1e-5`; `undefined` for whatever else. */
  writtenAt(path: FilePath): string | undefined;
  /** What is wrong with the text as YAML. */
  readonly problems: readonly SweepFileProblem[];
  /** What Azure ML's own tool reads as something else. */
  readonly differences: readonly PlacedYamlDifference[];
}

/** A difference between the versions of YAML, with where it is. */
export interface PlacedYamlDifference extends SweepFilePosition, YamlDifference {
  readonly path: FilePath;
}

/** Beyond these a file is too large. */
const [maxDepth, maxValues] = [50, 20_000];

/**
 * Which YAML a text is read as. `1.1` is that of PyYAML, by which Azure ML's own tool reads: `on` is a boolean, `010` is 8 and
 * `1e3` is text. Whole numbers are then bigint, all of them, since Python tells `1` from `1.0`.
 */
export type YamlVersion = '1.1' | '1.2';

/**
 * Reads YAML, 1.2 unless told otherwise. Mappings are Maps, whole numbers beyond 2^53 are bigint; aliases and merge keys (`<<`)
 * are followed.
 */
export function readYaml(text: string, version: YamlVersion = '1.2'): YamlSource {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, intAsBigInt: true, merge: true, prettyErrors: false });
  const problems: SweepFileProblem[] = [];
  const differences: PlacedYamlDifference[] = [];
  const written = new Map<string, string>();
  const positionOf = (offset: number): SweepFilePosition => {
    const { line, col } = lines.linePos(offset);
    return { line: Math.max(1, line), column: Math.max(1, col) };
  };
  const fail = (offset: number, { got, takes }: YamlFault): null => {
    problems.push({ ...positionOf(offset), path: '', got, takes });
    return null;
  };
  for (const error of document.errors) {
    fail(error.pos[0], wordsOfYamlError(error));
    // What follows a fault of syntax is mostly its consequence; a repeated key spoils nothing.
    if (error.code !== 'DUPLICATE_KEY') break;
  }

  /** Quotes, tags and block styles leave no choice; only a plain scalar is read as what it looks like. */
  function compareScalar({ type, tag, source, value: read, range }: Scalar, path: FilePath): void {
    if (version === '1.1' || type !== 'PLAIN' || tag !== undefined || source === undefined) return;
    const difference = findYamlDifference(source, read);
    if (difference !== undefined) differences.push({ ...positionOf(range?.[0] ?? 0), path, ...difference });
  }

  let count = 0;
  let isTooLarge = false;
  function toValue(node: unknown, path: FilePath, depth: number): JsonValue {
    count += 1;
    const offset = rangeOf(node)?.[0] ?? 0;
    if (depth > maxDepth || count > maxValues) {
      if (!isTooLarge) fail(offset, tooLarge);
      isTooLarge = true;
      return null;
    }
    if (isAlias(node)) {
      const target = node.resolve(document);
      // Read as nothing, a limit would be none.
      const got = `not readable: *${node.source} has no anchor &${node.source} before it`;
      return target === undefined ? fail(offset, { got }) : toValue(target, path, depth + 1);
    }
    const wrongTag = isNode(node) ? findWrongTag(node.tag) : undefined;
    if (wrongTag !== undefined) return fail(offset, wrongTag);
    if (isSeq(node)) return node.items.map((item, index) => toValue(item, [...path, index], depth + 1));
    if (isScalar(node)) {
      compareScalar(node, path);
      const isNumber = typeof node.value === 'number' || typeof node.value === 'bigint';
      if (isNumber && node.source !== undefined) written.set(formatFilePath(path), node.source);
      if (version === '1.2') return scalarValue(node.value);
      const value = scalarOfYaml11(node);
      return value === undefined ? fail(offset, noValue(node)) : value;
    }
    if (!isMap(node)) return null;
    const entries = new Map<string, JsonValue>();
    for (const { key, value } of node.items) {
      if (isMergeKey(key)) mergeInto(entries, toValue(value, path, depth + 1));
      else if (isScalar(key)) {
        const name = keyText(key.value);
        compareScalar(key, [...path, name]);
        if (version === '1.1' && typeof scalarOfYaml11(key) !== 'string')
          fail(rangeOf(key)?.[0] ?? offset, noTextKey(name));
        entries.set(name, toValue(value, [...path, name], depth + 1));
      } else
        fail(rangeOf(key)?.[0] ?? offset, {
          got: 'not readable: a key in it is a list or a mapping',
          takes: 'keys that are text',
        });
    }
    return entries;
  }

  const value = document.errors.length > 0 ? null : toValue(document.contents, [], 0);
  return {
    value,
    problems,
    differences,
    writtenAt: (path) => written.get(formatFilePath(path)),
    locate(path, part) {
      let node: Node | ParsedNode | null | undefined = document.contents;
      let at = rangeOf(node)?.[0] ?? 0;
      for (const [index, step] of path.entries()) {
        if (isAlias(node)) node = node.resolve(document);
        const next = childOf(node, step);
        if (next === undefined) break;
        at = rangeOf(next.value)?.[0] ?? next.keyOffset ?? at;
        node = next.value;
        // Of a mapping or a list in block style the first entry is no good place to point at: its key is.
        const isWanted = part === 'key' && index === path.length - 1;
        if ((isMap(node) || isSeq(node) || isWanted) && next.keyOffset !== undefined) at = next.keyOffset;
      }
      return positionOf(at);
    },
  };
}

function childOf(
  node: unknown,
  step: string | number,
): { readonly value: Node | null; readonly keyOffset: number | undefined } | undefined {
  if (isSeq<Node>(node) && typeof step === 'number') {
    const value = node.items[step];
    return value === undefined ? undefined : { value, keyOffset: undefined };
  }
  if (!isMap<Node, Node | null>(node)) return undefined;
  const pair = node.items.find(({ key }) => isScalar(key) && keyText(key.value) === String(step));
  return pair === undefined ? undefined : { value: pair.value, keyOffset: rangeOf(pair.key)?.[0] };
}

function rangeOf(node: unknown): Range | undefined {
  const hasRange = typeof node === 'object' && node !== null && 'range' in node;
  return hasRange && isRange(node.range) ? node.range : undefined;
}

function isRange(range: unknown): range is Range {
  return Array.isArray(range) && range.every((offset) => typeof offset === 'number');
}

function isMergeKey(key: unknown): boolean {
  return isScalar(key) && (key.value === '<<' || typeof key.value === 'symbol') && key.type === 'PLAIN';
}

/** Existing keys stay; of several merged mappings the first that has a key counts. */
function mergeInto(entries: Map<string, JsonValue>, merged: JsonValue): void {
  const sources: readonly JsonValue[] = Array.isArray(merged) ? merged : [merged];
  for (const source of sources) {
    if (!(source instanceof Map)) continue;
    for (const [key, value] of source) if (!entries.has(key)) entries.set(key, value);
  }
}

function keyText(key: unknown): string {
  return typeof key === 'string' ? key : String(key);
}

function scalarValue(value: unknown): JsonValue {
  if (typeof value === 'bigint') {
    const number = Number(value);
    return Number.isSafeInteger(number) ? number : value;
  }
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') return value;
  return null;
}
