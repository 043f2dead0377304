import type { ConfigViolation } from '../../errors/hyperdrive-config-error.js';
import { expressionArguments, type ParameterExpression } from '../model/parameter-expression.js';
import type { ParameterSpace } from '../model/parameter-space.js';
import { entryPath, violation } from './config-violations.js';
import { isFiniteNumber, isWholeNumber } from './find-expression-violations.js';

/** How many steps of `q` a Bayesian `quniform` can have. */
const maxBayesianSteps = 100_000;

/** Grid sampling takes `choice` only. */
export function findGridViolations(space: ParameterSpace): readonly ConfigViolation[] {
  return findUnsupported(space, ['choice'], 'grid');
}

/** Bayesian sampling takes `choice` of numbers or of text, `uniform`, and `quniform` with whole bounds. */
export function findBayesianViolations(space: ParameterSpace): readonly ConfigViolation[] {
  return [
    ...findUnsupported(space, ['choice', 'uniform', 'quniform'], 'Bayesian'),
    ...[...space].flatMap(([name, expression]) =>
      isObject(expression) ? findBayesianArgumentViolations(expression, entryPath('parameterSpace', name)) : [],
    ),
  ];
}

function findUnsupported(
  space: ParameterSpace,
  supported: readonly string[],
  sampling: string,
): readonly ConfigViolation[] {
  return [...space].flatMap(([name, expression]) => {
    // What is no known expression is reported once, by the check of the space.
    if (!isObject(expression) || supported.includes(expression.kind)) return [];
    if (!expressionArguments.has(expression.kind) && expression.kind !== 'choice') return [];
    return [
      {
        path: entryPath('parameterSpace', name),
        got: expression.kind,
        takes: `${supported.join(', ').replace(/, ([^,]*)$/, ' or $1')} (${sampling} sampling)`,
      },
    ];
  });
}

function findBayesianArgumentViolations(expression: ParameterExpression, path: string): readonly ConfigViolation[] {
  if (expression.kind === 'choice') return findBayesianChoiceViolations(expression.values, path);
  if (expression.kind !== 'quniform') return [];
  const { minValue, maxValue, q } = expression;
  const bounds = [
    ['minValue', minValue],
    ['maxValue', maxValue],
  ] as const;
  const fractions = bounds
    .filter(([, value]) => isFiniteNumber(value) && !isWholeNumber(value))
    .map(([name, value]) => violation(`${path}.${name}`, value, 'a whole number (Bayesian sampling)'));
  if (fractions.length > 0 || !hasTooManySteps(minValue, maxValue, q)) return fractions;
  return [
    violation(`${path}.q`, q, `at least a ${maxBayesianSteps}th of the interval (Bayesian sampling), or uniform`),
  ];
}

/** In bigint where q is whole: as doubles, large bounds would lie at no distance from one another. */
function hasTooManySteps(minValue: unknown, maxValue: unknown, q: unknown): boolean {
  if (!isWholeNumber(minValue) || !isWholeNumber(maxValue) || !isFiniteNumber(q)) return false;
  const width = BigInt(maxValue) - BigInt(minValue);
  return isWholeNumber(q) ? width > BigInt(q) * BigInt(maxBayesianSteps) : Number(width) / Number(q) > maxBayesianSteps;
}

function findBayesianChoiceViolations(values: unknown, path: string): readonly ConfigViolation[] {
  if (!Array.isArray(values)) return [];
  const listed: readonly unknown[] = values;
  const wrong = listed.flatMap((value, index) =>
    typeof value === 'string' || typeof value === 'number' || typeof value === 'bigint'
      ? []
      : [violation(`${path}.values[${index}]`, value, 'a number or text (Bayesian sampling)')],
  );
  if (wrong.length > 0) return wrong;
  const texts = listed.filter((value) => typeof value === 'string').length;
  const isMixed = texts > 0 && texts < listed.length;
  return isMixed
    ? [{ path: `${path}.values`, got: 'numbers and text', takes: 'only numbers or only text (Bayesian sampling)' }]
    : [];
}

function isObject(expression: unknown): expression is object {
  return typeof expression === 'object' && expression !== null;
}
