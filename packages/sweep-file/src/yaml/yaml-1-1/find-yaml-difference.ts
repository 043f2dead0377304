import { floatForBoth } from '../float-for-both.js';
import { readYaml11, type Yaml11Value } from './read-yaml-1-1.js';

/** Where YAML 1.1 and what was read differ about a plain scalar. */
export interface YamlDifference {
  /** `is the text "1_000", which Azure ML reads as the number 1000: write 1000, or put it into quotes`. */
  readonly message: string;
  /** Whether it comes to the same where a number is due: Azure ML takes text there that is one, such as `1e-5`. */
  readonly isSameNumber: boolean;
}

/**
 * Compares how a plain scalar was read with how Azure ML's tool reads it.
 * @param text the scalar as it is written
 * @param value what it was read as: whole numbers as bigint
 * @returns `undefined` where both read the same
 */
export function findYamlDifference(text: string, value: unknown): YamlDifference | undefined {
  const theirs = readYaml11(text);
  if (isSame(theirs, value)) return undefined;
  const isNumber = typeof value === 'number' || typeof value === 'bigint';
  const ours = isNumber ? `the number ${String(value)}` : `the text ${JSON.stringify(String(value))}`;
  return {
    message: `is ${ours}, which Azure ML ${describeReading(theirs, text)}: ${adviseOn(theirs, value)}`,
    isSameNumber: isNumber && theirs.kind === 'text' && /^[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?$/.test(text),
  };
}

function isSame(theirs: Yaml11Value, value: unknown): boolean {
  switch (theirs.kind) {
    case 'text':
      return typeof value === 'string';
    case 'null':
      return value === null;
    case 'boolean':
      return value === theirs.value;
    case 'integer':
      return typeof value === 'bigint' && value === theirs.value;
    case 'float':
      return value === theirs.value || (Number.isNaN(value) && Number.isNaN(theirs.value));
    default:
      return false;
  }
}

function describeReading(theirs: Yaml11Value, text: string): string {
  switch (theirs.kind) {
    case 'text':
      return `reads as the text ${JSON.stringify(text)}`;
    case 'boolean':
    case 'date':
      return `reads as a ${theirs.kind}`;
    case 'fault':
      return 'cannot read';
    default:
      return `reads as ${numberOf(theirs)}`;
  }
}

function adviseOn(theirs: Yaml11Value, value: unknown): string {
  if (theirs.kind === 'boolean') return 'put it into quotes, or write true or false';
  if (theirs.kind === 'text') return `write ${numberForBoth(value)}, or put it into quotes`;
  if (theirs.kind !== 'integer' && theirs.kind !== 'float') return 'put it into quotes';
  if (typeof value === 'string') return `write ${numberOf(theirs)}, or put it into quotes`;
  return `write ${numberForBoth(value)} or ${numberOf(theirs)}`;
}

function numberOf(theirs: Yaml11Value): string {
  if (theirs.kind === 'integer') return String(theirs.value);
  return theirs.kind === 'float' ? numberForBoth(theirs.value) : '';
}

/** A number in a form that both versions of YAML read as that number. */
function numberForBoth(value: unknown): string {
  return typeof value === 'number' ? floatForBoth(value) : String(value);
}
