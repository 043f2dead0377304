import { fromMlflowName } from '@hyperdrive-run/transport/wire';
import { RequestRefusal } from '../request-refusal.js';

/** What a condition or an order is about. */
export interface MlflowField {
  readonly kind: 'attribute' | 'metric' | 'param' | 'tag';
  readonly key: string;
}

export type MlflowOperator = '=' | '!=' | '>' | '>=' | '<' | '<=' | 'LIKE' | 'ILIKE' | 'IN' | 'NOT IN';

/** One condition of a filter. All of a filter's conditions must hold: MLflow knows no OR. */
export interface MlflowCondition extends MlflowField {
  readonly operator: MlflowOperator;
  /** A list for `IN` and `NOT IN`, else one value. */
  readonly values: readonly (string | number)[];
}

const kinds: ReadonlyMap<string, MlflowField['kind']> = new Map([
  ...['attributes', 'attribute', 'attr', 'run'].map((word) => [word, 'attribute'] as const),
  ...['metrics', 'metric'].map((word) => [word, 'metric'] as const),
  ...['params', 'param', 'parameters', 'parameter'].map((word) => [word, 'param'] as const),
  ...['tags', 'tag'].map((word) => [word, 'tag'] as const),
]);

const fieldPattern = /\s*((?:\w+\s*\.\s*)?(?:`[^`]+`|"[^"]+"|[\w.\-/]+))/y;
const operatorPattern = /\s*(!=|>=|<=|=|>|<|(?:NOT\s+IN|ILIKE|LIKE|IN)(?![\w.]))/iy;
const valuePattern =
  /\s*('(?:[^']|'')*'|"(?:[^"]|"")*"|[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?(?![\w.])|[+-]?(?:inf|nan)\b)/iy;
const operators: ReadonlyMap<string, MlflowOperator> = new Map(
  (['=', '!=', '>', '>=', '<', '<=', 'LIKE', 'ILIKE', 'IN', 'NOT IN'] as const).map((word) => [word, word]),
);

/**
 * Reads a filter of `runs/search`: comparisons of attributes, metrics, params and tags, joined by AND.
 * @throws RequestRefusal with 400
 */
export function parseMlflowFilter(text: string): readonly MlflowCondition[] {
  const conditions: MlflowCondition[] = [];
  let at = 0;

  function take(pattern: RegExp): string | undefined {
    pattern.lastIndex = at;
    const found = pattern.exec(text);
    if (found === null) return undefined;
    at = pattern.lastIndex;
    return found[1] ?? '';
  }

  function need(pattern: RegExp, what: string): string {
    const found = take(pattern);
    if (found !== undefined) return found;
    throw new RequestRefusal(
      400,
      `Invalid filter: ${what} was expected at ${JSON.stringify(text.slice(at, at + 30))}.`,
    );
  }

  function values(operator: MlflowOperator): readonly (string | number)[] {
    if (operator !== 'IN' && operator !== 'NOT IN') return [toValue(need(valuePattern, 'a value'))];
    need(/\s*(\()/y, 'a list in parentheses');
    const list = [toValue(need(valuePattern, 'a value'))];
    while (take(/\s*(,)/y) !== undefined) list.push(toValue(need(valuePattern, 'a value')));
    need(/\s*(\))/y, 'a closing parenthesis');
    return list;
  }

  while (text.slice(at).trim() !== '') {
    if (conditions.length > 0) need(/\s*(AND)(?!\w)/iy, 'AND');
    const field = toField(need(fieldPattern, 'a field'));
    const word = need(operatorPattern, 'a comparison').toUpperCase().replaceAll(/\s+/g, ' ');
    const operator = operators.get(word) ?? '=';
    conditions.push({ ...field, operator, values: values(operator) });
  }
  return conditions;
}

/** Reads one part of an `order_by`: a field and its direction. @throws RequestRefusal with 400 */
export function parseMlflowOrder(text: string): { readonly field: MlflowField; readonly isDescending: boolean } {
  const [, field, direction] = /^\s*(.*?)(?:\s+(ASC|DESC))?\s*$/i.exec(text) ?? [];
  if (field === undefined || field === '') throw new RequestRefusal(400, 'Invalid order_by: it names no field.');
  return { field: toField(field), isDescending: direction?.toUpperCase() === 'DESC' };
}

/** A field without its kind is an attribute; a tag's name may hold dots. */
function toField(text: string): MlflowField {
  const [, word, rest] = /^(\w+)\s*\.\s*(.+)$/s.exec(text) ?? [];
  const kind = word === undefined ? undefined : kinds.get(word.toLowerCase());
  if (kind === undefined || rest === undefined) return { kind: 'attribute', key: unquoted(text) };
  return { kind, key: kind === 'attribute' ? unquoted(rest) : fromMlflowName(unquoted(rest)) };
}

function unquoted(text: string): string {
  return /^(?:`.*`|".*")$/s.test(text) ? text.slice(1, -1) : text;
}

function toValue(text: string): string | number {
  const quote = text[0];
  // As in MLflow, a doubled quote stays two: a text with the one kind is put into the other.
  if (quote === "'" || quote === '"') return text.slice(1, -1);
  const word = text.toLowerCase().replace('inf', 'Infinity').replace('nan', 'NaN');
  return Number(word);
}
