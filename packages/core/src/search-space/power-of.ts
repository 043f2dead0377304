/** Makes the function that gives the value for an exponent of a `log...` expression: `base` to its power; default e. */
export function powerOf(base: number | undefined): (exponent: number) => number {
  return base === undefined ? Math.exp : (exponent) => base ** exponent;
}
