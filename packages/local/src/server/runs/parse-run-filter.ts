import type { RunFilter, RunFilterField } from '../../storage/runs/run-query.js';
import { createTextScanner, type TextScanner } from './text-scanner.js';

const runFields: ReadonlyMap<string, RunFilterField> = new Map<string, RunFilterField>([
  ['runid', { kind: 'run', name: 'runId' }],
  ['parentrunid', { kind: 'run', name: 'parentRunId' }],
  ['rootrunid', { kind: 'run', name: 'rootRunId' }],
  ['status', { kind: 'run', name: 'status' }],
  ['runtype', { kind: 'run', name: 'runType' }],
  ['name', { kind: 'run', name: 'name' }],
  ['createdutc', { kind: 'time', name: 'createdTime' }],
  ['starttimeutc', { kind: 'time', name: 'startTime' }],
  ['endtimeutc', { kind: 'time', name: 'endTime' }],
]);
const fieldNames =
  'RunId, ParentRunId, RootRunId, Status, RunType, Name, CreatedUtc, StartTimeUtc, EndTimeUtc, Tags/… and Properties/…';
const maxDepth = 50;

/**
 * How many runs one filter may name, which an index finds, and how many other comparisons it may contain, each of which is
 * made for each run. Clients name a hundred runs at a time, and compare a handful of fields.
 */
const mostNamedRuns = 1000;
const mostOthers = 50;

/**
 * Reads a filter as clients write it: `(ParentRunId eq X and Status eq "Running")`, `Tags/k eq "v"`; `and` binds tighter
 * than `or`. Names of fields count in any case; values are in double or single quotes, in which a backslash or a
 * doubled quote escapes, or bare up to the next bracket, `and` or `or`, because the Python client quotes nothing.
 * @throws RequestRefusal that says at which place something else was expected, or that there are too many comparisons
 */
export function parseRunFilter(text: string): RunFilter {
  const scanner: TextScanner = createTextScanner(text, 'filter');
  const { take, findNext } = scanner;
  let namedRuns = 0;
  let others = 0;

  function readAny(depth: number): RunFilter {
    if (depth > maxDepth) scanner.fail('fewer brackets inside one another');
    const of = [readAll(depth)];
    while (take(/\s+or\s+/iy) !== undefined) of.push(readAll(depth));
    return onlyOr('or', of);
  }

  function readAll(depth: number): RunFilter {
    const of = [readOne(depth)];
    while (take(/\s+and\s+/iy) !== undefined) of.push(readOne(depth));
    return onlyOr('and', of);
  }

  function readOne(depth: number): RunFilter {
    if (take(/\s*\(\s*/y) === undefined) return readComparison();
    const inner = readAny(depth + 1);
    if (take(/\s*\)/y) === undefined) scanner.fail('a closing bracket');
    return inner;
  }

  function readComparison(): RunFilter {
    const found = findNext(/\s(eq|ne|gt|ge|lt|le)\s/gi);
    const operator = operatorOf(found?.[1]);
    if (found === undefined || operator === undefined) scanner.fail('a comparison such as RunId eq "x"');
    const field = fieldOf(text.slice(scanner.at(), found.index).trim());
    if (field === undefined) scanner.fail(`one of ${fieldNames}`);
    count(operator === 'eq' && field.kind === 'run' && field.name === 'runId');
    scanner.moveTo(found.index + found[0].length);
    take(/\s*/y);
    const value = readValue();
    if (field.kind !== 'time' || value === null) return { kind: 'compare', field, operator, value };
    const time = new Date(value);
    if (Number.isNaN(time.getTime())) scanner.fail('a time');
    return { kind: 'compare', field, operator, value: time };
  }

  function count(isNamedRun: boolean): void {
    if (isNamedRun) namedRuns += 1;
    else others += 1;
    if (namedRuns > mostNamedRuns) scanner.fail(`at most ${mostNamedRuns} runs`);
    if (others > mostOthers) scanner.fail(`at most ${mostOthers} comparisons beside those of RunId`);
  }

  function readValue(): string | null {
    const quoted = take(/"((?:[^"\\]|\\.|"")*)"/sy) ?? take(/'((?:[^'\\]|\\.|'')*)'/sy);
    if (quoted !== undefined) return (quoted[1] ?? '').replace(/\\(.)|(["'])\2/gs, '$1$2');
    const end = findNext(/\)|\s(?:and|or)(?=\s|$)/gi)?.index ?? text.length;
    const bare = text.slice(scanner.at(), end).trim();
    if (bare === '' || /^["']/.test(bare)) scanner.fail('a value');
    scanner.moveTo(end);
    return bare === 'null' ? null : bare;
  }

  const filter = readAny(0);
  take(/\s*/y);
  if (scanner.at() < text.length) scanner.fail('and, or or the end');
  return filter;
}

function onlyOr(kind: 'and' | 'or', of: readonly RunFilter[]): RunFilter {
  const [first] = of;
  return first !== undefined && of.length === 1 ? first : { kind, of };
}

function fieldOf(text: string): RunFilterField | undefined {
  const named = /^(tags|properties)\/([^()]+)$/i.exec(text);
  if (named === null) return runFields.get(text.toLowerCase());
  const name = named[2] ?? '';
  return named[1]?.toLowerCase() === 'tags' ? { kind: 'tag', name } : { kind: 'property', name };
}

function operatorOf(text: string | undefined): 'eq' | 'ne' | 'gt' | 'ge' | 'lt' | 'le' | undefined {
  const lower = text?.toLowerCase();
  return lower === 'eq' || lower === 'ne' || lower === 'gt' || lower === 'ge' || lower === 'lt' || lower === 'le'
    ? lower
    : undefined;
}
