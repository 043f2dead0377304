import type { Description } from './description.js';

/** One row of "What we take beyond Python" in docs/python-parity.md. */
export interface LooserRule {
  /** The description without what only we take; without any of that just as it is. */
  readonly correct: (description: unknown) => unknown;
  /** What we take and Python refuses. */
  readonly example: Description;
}

/** Everything that we take beyond Python, by the key of its row. */
export const looserRules: Readonly<Record<string, LooserRule>> = {
  'q that is no whole number': {
    correct: withWholeSteps,
    example: { make: 'expression', name: 'quniform', args: [0, 1, { $float: '0.25' }] },
  },
};

/** Every `q` rounded up to a whole number, wherever its expression stands. */
function withWholeSteps(part: unknown): unknown {
  if (Array.isArray(part)) return part.map((item: unknown) => withWholeSteps(item));
  if (typeof part !== 'object' || part === null) return part;
  const isQuantized =
    'name' in part && typeof part.name === 'string' && /^q(?:log)?(?:uniform|normal)$/.test(part.name);
  if (isQuantized && 'args' in part && Array.isArray(part.args)) {
    const args: readonly unknown[] = part.args;
    return { ...part, args: args.map((value, index) => (index === 2 ? roundedUp(value) : value)) };
  }
  return Object.fromEntries(Object.entries(part).map(([name, item]) => [name, withWholeSteps(item)]));
}

function roundedUp(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || !('$float' in value)) return value;
  const number = Number(value.$float);
  return Number.isFinite(number) ? { $int: BigInt(Math.ceil(number)).toString() } : value;
}
