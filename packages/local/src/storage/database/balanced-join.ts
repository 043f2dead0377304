/**
 * Joins SQL conditions so that they nest only as deep as a balanced tree: SQLite counts a flat chain of a thousand
 * conditions as a thousand levels, and refuses it.
 */
export function balancedJoin(conditions: readonly string[], operator: 'AND' | 'OR'): string {
  const [first] = conditions;
  if (first === undefined) return operator === 'AND' ? '1' : '0';
  if (conditions.length === 1) return first;
  const middle = conditions.length >> 1;
  const left = balancedJoin(conditions.slice(0, middle), operator);
  const right = balancedJoin(conditions.slice(middle), operator);
  return `(${left} ${operator} ${right})`;
}
