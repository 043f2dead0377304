/** A function of several numbers that is to be made small. */
export interface Objective {
  /** The value at a point. One that is not finite is a point to stay away from. */
  valueAt(point: Float64Array): number;
  /**
   * The slope in each direction at the point that `valueAt` was called with last, where that had a finite value. Apart from
   * the value, because it costs more and most points are only compared.
   */
  slopes(): Float64Array;
}

const firstStep = 0.5;
const sufficientDecrease = 1e-4;

/**
 * Goes downhill from a start to where a smooth function is nearly lowest, by the BFGS method with backtracking (J. Nocedal
 * and S. J. Wright, "Numerical Optimization", 2006, section 6.1). For few variables.
 * @param maxEvaluations how many values may be asked for
 */
export function minimize(
  objective: Objective,
  start: Float64Array,
  maxEvaluations: number,
): { readonly point: Float64Array; readonly value: number } {
  let point = start;
  let value = objective.valueAt(point);
  if (!Number.isFinite(value)) return { point, value };
  let gradient = objective.slopes();
  let evaluations = 1;
  let inverseHessian = identity(start.length);
  for (;;) {
    if (evaluations >= maxEvaluations) return { point, value };
    const direction = negativeProduct(inverseHessian, gradient);
    let slope = dot(direction, gradient);
    if (!(slope < 0)) return { point, value };
    // Neither the first step nor a later one may leave the region that the function was seen in.
    const length = Math.sqrt(dot(direction, direction));
    const limit = evaluations === 1 ? firstStep : 4 * firstStep;
    if (length > limit) {
      for (const [index, part] of direction.entries()) direction[index] = (part * limit) / length;
      slope *= limit / length;
    }
    let next: { readonly point: Float64Array; readonly value: number } | undefined;
    for (let scale = 1; next === undefined && evaluations < maxEvaluations && scale > 1e-3; scale /= 3) {
      const candidate = point.map((coordinate, index) => coordinate + scale * (direction[index] ?? 0));
      const found = objective.valueAt(candidate);
      evaluations += 1;
      if (found <= value + sufficientDecrease * scale * slope) next = { point: candidate, value: found };
    }
    if (next === undefined) return { point, value };
    const isLast = value - next.value < 1e-4 || evaluations >= maxEvaluations;
    if (isLast) return next;
    const before = { point, gradient };
    ({ point, value } = next);
    gradient = objective.slopes();
    inverseHessian = update(inverseHessian, difference(point, before.point), difference(gradient, before.gradient));
  }
}

/** The BFGS update of the inverse Hessian, for a step and the change of the gradient over it. */
function update(inverse: readonly Float64Array[], step: Float64Array, change: Float64Array): readonly Float64Array[] {
  const curvature = dot(step, change);
  if (curvature <= 1e-10) return inverse;
  const moved = negativeProduct(inverse, change).map((part) => -part);
  const scale = (1 + dot(change, moved) / curvature) / curvature;
  return inverse.map((row, i) =>
    row.map((entry, j) => {
      const cross = (moved[i] ?? 0) * (step[j] ?? 0) + (step[i] ?? 0) * (moved[j] ?? 0);
      return entry + scale * (step[i] ?? 0) * (step[j] ?? 0) - cross / curvature;
    }),
  );
}

function identity(n: number): readonly Float64Array[] {
  return Array.from({ length: n }, (_, row) => new Float64Array(n).fill(1, row, row + 1));
}

function negativeProduct(matrix: readonly Float64Array[], vector: Float64Array): Float64Array {
  return Float64Array.from(matrix, (row) => -dot(row, vector));
}

function difference(a: Float64Array, b: Float64Array): Float64Array {
  return a.map((entry, index) => entry - (b[index] ?? 0));
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let index = 0; index < a.length; index += 1) sum += (a[index] ?? 0) * (b[index] ?? 0);
  return sum;
}
