import type { JobValue } from '@hyperdrive-run/core/ports';
import { pythonFloatText } from '@hyperdrive-run/core/trial';

/** What only an answer can say, or what is made when a plan is carried out. Shown in braces: `{code}`. */
export type PlaceholderName = 'job' | 'code' | 'codeVersion' | 'container' | 'latest' | `latest:${string}`;

/** A text with placeholders in it. Of a class of its own, so that a user's own text with braces never is one. */
export class PlanText {
  readonly parts: readonly (string | { readonly placeholder: PlaceholderName })[];

  constructor(...parts: readonly (string | { readonly placeholder: PlaceholderName })[]) {
    this.parts = parts;
  }

  /** With the placeholders as they are shown. */
  get shown(): string {
    return this.parts.map((part) => (typeof part === 'string' ? part : shownPlaceholder(part.placeholder))).join('');
  }
}

function shownPlaceholder(name: PlaceholderName): string {
  return `{${name.startsWith('latest') ? 'latest' : name}}`;
}

/** The values of placeholders, as far as they are known. */
export type PlaceholderValues = ReadonlyMap<PlaceholderName, string>;

/** JSON of a request, with placeholders. A value that is `undefined` is left out. */
export type PlanValue =
  | JobValue
  | PlanText
  | undefined
  | readonly PlanValue[]
  | ReadonlyMap<string, PlanValue>
  | { readonly [key: string]: PlanValue };

/** A text with its placeholders filled. */
export function fillText(text: string | PlanText, values: PlaceholderValues): string {
  if (typeof text === 'string') return text;
  return text.parts
    .map((part) => {
      if (typeof part === 'string') return part;
      const value = values.get(part.placeholder);
      if (value === undefined) throw new TypeError(`The plan uses {${part.placeholder}} before its answer came.`);
      return value;
    })
    .join('');
}

/**
 * Writes a value of a plan as JSON. Whole numbers are bigint, other numbers keep their point: `1.0` stays `1.0`.
 * @param values those of the placeholders; without them they are written in braces
 * @param indent blanks a level; 0 writes one line
 */
export function writePlanValue(value: PlanValue, values?: PlaceholderValues, indent = 0, margin = ''): string {
  if (value instanceof PlanText) return JSON.stringify(values === undefined ? value.shown : fillText(value, values));
  if (value === undefined || value === null) return 'null';
  if (typeof value === 'number') return pythonFloatText(value);
  if (typeof value === 'string') return JSON.stringify(value);
  if (typeof value !== 'object') return String(value);
  const inner = margin + ' '.repeat(indent);
  const write = (item: PlanValue): string => writePlanValue(item, values, indent, inner);
  const isList = isPlanList(value);
  const items = isList
    ? value.map(write)
    : entriesOf(value).map(([key, item]) => `${JSON.stringify(key)}:${indent === 0 ? '' : ' '}${write(item)}`);
  const [open, close] = isList ? '[]' : '{}';
  if (items.length === 0 || indent === 0) return `${open}${items.join(',')}${close}`;
  return `${open}\n${inner}${items.join(`,\n${inner}`)}\n${margin}${close}`;
}

function isPlanList(value: PlanValue): value is readonly PlanValue[] {
  return Array.isArray(value);
}

function entriesOf(
  value: ReadonlyMap<string, PlanValue> | { readonly [key: string]: PlanValue },
): readonly (readonly [string, PlanValue])[] {
  const entries = value instanceof Map ? [...value] : Object.entries(value);
  return entries.filter(([, item]) => item !== undefined);
}
