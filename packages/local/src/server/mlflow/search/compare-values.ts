import { RequestRefusal } from '../../http/request-refusal.js';
import { isLike } from './like-pattern.js';
import type { MlflowCondition, MlflowOperator } from './parse-mlflow-filter.js';

/** What a field can be compared with. */
export interface ComparedField {
  readonly type: 'number' | 'text';
  readonly operators: ReadonlySet<MlflowOperator>;
}

const equality = ['=', '!='] as const;
const likes = [...equality, 'LIKE', 'ILIKE'] as const;

/** The operators of MLflow's fields. */
export const comparedAs: Readonly<Record<'number' | 'text' | 'id' | 'named', ComparedField>> = {
  number: { type: 'number', operators: new Set<MlflowOperator>([...equality, '>', '>=', '<', '<=']) },
  text: { type: 'text', operators: new Set<MlflowOperator>(likes) },
  id: { type: 'text', operators: new Set<MlflowOperator>([...likes, 'IN', 'NOT IN']) },
  /** What may be missing: params and tags of runs, tags of experiments. */
  named: { type: 'text', operators: new Set<MlflowOperator>([...likes, 'IS NULL', 'IS NOT NULL']) },
};

/** @throws RequestRefusal with 400 where a field is compared with what it is not, or in a way that it is not */
export function requireComparable({ kind, key, operator, values }: MlflowCondition, field: ComparedField): void {
  if (!field.operators.has(operator)) {
    throw new RequestRefusal(400, `Invalid filter: ${kind} '${key}' takes no ${operator}.`);
  }
  const wanted = field.type === 'number' ? 'number' : 'string';
  if (values.some((value) => typeof value !== wanted)) {
    throw new RequestRefusal(400, `Invalid filter: ${kind} '${key}' is compared with a ${wanted}.`);
  }
}

/** Whether a value fulfils a condition. What is missing fulfils none but `IS NULL`, `!=` neither. */
export function fulfils(
  got: string | number | undefined,
  { operator, values }: Pick<MlflowCondition, 'operator' | 'values'>,
): boolean {
  if (operator === 'IS NULL') return got === undefined;
  if (got === undefined) return false;
  const [value = ''] = values;
  switch (operator) {
    case 'IS NOT NULL':
      return true;
    case '=':
      return got === value;
    case '!=':
      return got !== value;
    case '>':
      return got > value;
    case '>=':
      return got >= value;
    case '<':
      return got < value;
    case '<=':
      return got <= value;
    case 'LIKE':
      return isLike(String(got), String(value));
    case 'ILIKE':
      return isLike(String(got).toLowerCase(), String(value).toLowerCase());
    case 'IN':
      return values.includes(got);
    default:
      return !values.includes(got);
  }
}

/** What has a place in an order: by its value, then NaN, then what is missing, in both directions. */
export function compareForOrder(
  a: string | number | undefined,
  b: string | number | undefined,
  isDescending: boolean,
): number {
  const [rankA, rankB] = [rankOf(a), rankOf(b)];
  if (rankA !== rankB) return rankA - rankB;
  if (a === undefined || b === undefined || a === b || rankA > 0) return 0;
  return a < b === isDescending ? 1 : -1;
}

function rankOf(value: string | number | undefined): number {
  if (value === undefined) return 2;
  return Number.isNaN(value) ? 1 : 0;
}
