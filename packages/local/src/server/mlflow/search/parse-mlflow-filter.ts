import { RequestRefusal } from '../../http/request-refusal.js';
import { nameInFilter } from '../mlflow-names.js';

/** What a condition or an order is about. */
export interface MlflowField {
  readonly kind: 'attribute' | 'metric' | 'param' | 'tag' | 'dataset';
  readonly key: string;
}

export type MlflowOperator =
  | '='
  | '!='
  | '>'
  | '>='
  | '<'
  | '<='
  | 'LIKE'
  | 'ILIKE'
  | 'IN'
  | 'NOT IN'
  | 'IS NULL'
  | 'IS NOT NULL';

/** One condition of a filter. All of a filter's conditions must be true: MLflow knows no OR. */
export interface MlflowCondition extends MlflowField {
  readonly operator: MlflowOperator;
  /** A list for `IN` and `NOT IN`, none for `IS NULL` and `IS NOT NULL`, else one value. */
  readonly values: readonly (string | number)[];
}

/** How much one search may ask of each run. */
const mostConditions = 200;

const kinds: ReadonlyMap<string, MlflowField['kind']> = new Map([
  ...['attributes', 'attribute', 'attr', 'run'].map((word) => [word, 'attribute'] as const),
  ...['metrics', 'metric'].map((word) => [word, 'metric'] as const),
  ...['params', 'param', 'parameters', 'parameter'].map((word) => [word, 'param'] as const),
  ...['tags', 'tag'].map((word) => [word, 'tag'] as const),
  ...['datasets', 'dataset'].map((word) => [word, 'dataset'] as const),
]);

const fieldPattern = /\s*((?:\w+\s*\.\s*)?(?:`[^`]+`|"[^"]+"|[\w.\-/]+))/y;
const orderPattern = /^\s*((?:\w+\s*\.\s*)?(?:`[^`]+`|"[^"]+"|[\w.\-/]+))(?:\s+(ASC|DESC))?\s*$/i;
const operatorPattern = /\s*(!=|>=|<=|=|>|<|(?:IS\s+NOT\s+NULL|IS\s+NULL|NOT\s+IN|ILIKE|LIKE|IN)(?![\w.]))/iy;
const valuePattern =
  /\s*('(?:[^']|'')*'|"(?:[^"]|"")*"|[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?(?![\w.])|[+-]?(?:inf|nan)\b)/iy;
const words = ['=', '!=', '>', '>=', '<', '<=', 'LIKE', 'ILIKE', 'IN', 'NOT IN', 'IS NULL', 'IS NOT NULL'] as const;
const operators: ReadonlyMap<string, MlflowOperator> = new Map(words.map((word) => [word, word]));

/**
 * Reads a filter of runs, experiments or models: comparisons of attributes, metrics, params, tags and data sets, joined by
 * AND. What may be compared with what is looked at by those who match it.
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
    if (operator === 'IS NULL' || operator === 'IS NOT NULL') return [];
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
    if (conditions.length > mostConditions) throw tooMany('A filter', 'conditions');
  }
  return conditions;
}

/** Reads one part of an `order_by`: a field and its direction. @throws RequestRefusal with 400 */
export function parseMlflowOrder(text: string): { readonly field: MlflowField; readonly isDescending: boolean } {
  const [, field, direction] = orderPattern.exec(text) ?? [];
  if (field === undefined) {
    throw new RequestRefusal(
      400,
      `Invalid order_by ${JSON.stringify(text.slice(0, 60))}: it is a field, and ASC or DESC.`,
    );
  }
  return { field: toField(field), isDescending: direction?.toUpperCase() === 'DESC' };
}

/** The parts of an `order_by`, the first one first. @throws RequestRefusal with 400 */
export function parseMlflowOrders(texts: readonly string[]): readonly ReturnType<typeof parseMlflowOrder>[] {
  if (texts.length > mostConditions) throw tooMany('An order', 'fields');
  return texts.map(parseMlflowOrder);
}

function tooMany(what: string, parts: string): RequestRefusal {
  return new RequestRefusal(400, `${what} may contain ${mostConditions} ${parts} at most.`);
}

/** A field without its kind is an attribute; a tag's name may contain dots. @throws RequestRefusal with 400 */
function toField(text: string): MlflowField {
  const [, word, rest] = /^(\w+)\s*\.\s*(.+)$/s.exec(text) ?? [];
  const kind = word === undefined ? undefined : kinds.get(word.toLowerCase());
  if (kind === undefined || rest === undefined) return { kind: 'attribute', key: unquoted(text) };
  return { kind, key: kind === 'attribute' ? unquoted(rest) : nameInFilter(unquoted(rest)) };
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
