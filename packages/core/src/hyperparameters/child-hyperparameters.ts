import { trialDefinitionFromWire } from '../config/wire/trial-definition-wire.js';
import { isJsonObject } from '../json/json-value.js';
import type { RunRecord } from '../runs/run.js';
import { valueOfText } from './argument-value.js';
import { hyperparametersFromCommand } from './command-hyperparameters.js';
import { type Hyperparameters, parseHyperparameters } from './hyperparameters.js';

/** The prefix of the tags that the service itself writes. Older sweeps have the same tags without it. */
export const systemTagPrefix = '_aml_system_';

/** Where a child's hyperparameters were found, in the order in which the places are asked. */
export type HyperparameterSource =
  | 'parent-tag-prefixed'
  | 'parent-tag'
  | 'child-tag'
  | 'child-property'
  | 'parameters'
  | 'arguments'
  | 'command';

/** A child's hyperparameters with the place that they come from. */
export interface SourcedHyperparameters {
  readonly values: Hyperparameters;
  readonly source: HyperparameterSource;
}

/** What is known of a child besides its parent. Each source may be missing. */
export interface ChildSources {
  readonly runId: string;
  readonly tags?: ReadonlyMap<string, string> | undefined;
  readonly properties?: ReadonlyMap<string, string> | undefined;
  /** What the service itself keeps as the child's parameters; text, as it keeps it. */
  readonly parameters?: ReadonlyMap<string, string> | undefined;
  /** The arguments of the child's run definition. */
  readonly arguments?: readonly string[] | undefined;
  /** The command that the child ran. */
  readonly command?: string | undefined;
}

/**
 * Finds a child's hyperparameters: in the parent's tag for the child (prefixed, then bare), in the child's own tag
 * `hyperparameters` and in its property of that name, in the parameters that its service keeps, in the arguments of its
 * command line, and last in its command, held against the sweep's own. An empty tag counts as none; one that contains no
 * JSON object is passed over with a warning.
 * @returns `undefined` where no source has them
 */
export function findHyperparameters(
  parent: Pick<RunRecord, 'tags' | 'config'>,
  child: ChildSources,
  onWarning?: (message: string) => void,
): SourcedHyperparameters | undefined {
  const tags: readonly (readonly [HyperparameterSource, string | undefined])[] = [
    ['parent-tag-prefixed', parent.tags.get(systemTagPrefix + child.runId)],
    ['parent-tag', parent.tags.get(child.runId)],
    ['child-tag', child.tags?.get('hyperparameters')],
    ['child-property', child.properties?.get('hyperparameters')],
  ];
  for (const [source, text] of tags) {
    if (text === undefined || text.trim() === '') continue;
    const values = parseHyperparameters(text);
    if (values !== undefined) return { values, source };
    onWarning?.(
      `The hyperparameters of run ${JSON.stringify(child.runId)} (${source}) are no JSON object: ${text.slice(0, 80)}`,
    );
  }
  if (child.parameters !== undefined && child.parameters.size > 0) {
    return { values: new Map(child.parameters), source: 'parameters' };
  }
  const values = child.arguments === undefined ? undefined : hyperparametersFromArguments(child.arguments);
  return values === undefined ? fromCommand(parent, child) : { values, source: 'arguments' };
}

/** A command says nothing but beside the one that the sweep was given. */
function fromCommand(
  { config }: Pick<RunRecord, 'config'>,
  { command }: ChildSources,
): SourcedHyperparameters | undefined {
  const platform = config?.get('platform_config');
  const definition = isJsonObject(platform) ? platform.get('Definition') : undefined;
  const overrides = isJsonObject(definition) ? definition.get('Overrides') : undefined;
  const template = trialDefinitionFromWire(overrides)?.command;
  if (template === undefined || command === undefined) return undefined;
  const values = hyperparametersFromCommand(template, command);
  return values && { values, source: 'command' };
}

/**
 * Reads `--name value` and `--name=value` pairs, names with their dashes, as real sweeps key their hyperparameters.
 * Values that are numbers become numbers.
 * @returns `undefined` where there is no such pair
 */
export function hyperparametersFromArguments(words: readonly string[]): Hyperparameters | undefined {
  const values = new Map<string, string | number | bigint>();
  for (let at = 0; at < words.length; at += 1) {
    const word = words[at] ?? '';
    if (!isOption(word)) continue;
    const equals = word.indexOf('=');
    if (equals > 0) {
      values.set(word.slice(0, equals), valueOfText(word.slice(equals + 1)));
      continue;
    }
    const next = words[at + 1];
    if (next === undefined || isOption(next)) continue;
    values.set(word, valueOfText(next));
    at += 1;
  }
  return values.size === 0 ? undefined : values;
}

/** An option starts with a dash and a letter: `-0.5` is a value. */
function isOption(word: string): boolean {
  return /^--?[A-Za-z_]/.test(word);
}

/**
 * The hyperparameters in a parent's tags, by child id, in the order of the children's numbers (`_2` before
 * `_10`). This is what Python's `get_hyperparameters` returns.
 */
export function hyperparametersFromParentTags(
  parent: Pick<RunRecord, 'runId' | 'tags' | 'config'>,
  onWarning?: (message: string) => void,
): Map<string, SourcedHyperparameters> {
  const ids = new Set<string>();
  for (const name of parent.tags.keys()) {
    const id = name.startsWith(systemTagPrefix) ? name.slice(systemTagPrefix.length) : name;
    if (trialIndex(parent.runId, id) !== undefined) ids.add(id);
  }
  const sorted = [...ids].toSorted((a, b) => compareTrialIds(parent.runId, a, b));
  const found = new Map<string, SourcedHyperparameters>();
  for (const runId of sorted) {
    const hyperparameters = findHyperparameters(parent, { runId }, onWarning);
    if (hyperparameters !== undefined) found.set(runId, hyperparameters);
  }
  return found;
}

/** The number of a trial from its id `<sweep>_<n>`, with ASCII digits only; `undefined` for any other id. */
export function trialIndex(parentId: string, childId: string): number | undefined {
  if (!childId.startsWith(`${parentId}_`)) return undefined;
  const digits = childId.slice(parentId.length + 1);
  return /^[0-9]+$/.test(digits) ? Number(digits) : undefined;
}

/** Orders children's ids by their number, not as text; ids without a number come last in the order given. */
export function compareTrialIds(parentId: string, a: string, b: string): number {
  const first = trialIndex(parentId, a) ?? Number.POSITIVE_INFINITY;
  const second = trialIndex(parentId, b) ?? Number.POSITIVE_INFINITY;
  return first === second ? 0 : first - second;
}
