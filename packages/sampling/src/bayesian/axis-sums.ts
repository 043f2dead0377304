// Sums over the axes of many pairs of positions. What is known of a pair is `count` numbers that lie side by side, one for
// each axis; the pairs follow each other. Each sum is added up in the order of the axes, or of the pairs: four of them at a
// time take turns, as in `subtractProducts`, which changes no digit.

/** Writes for each pair the sum over the axes of weight times distance. */
export function sumOverAxes(weights: Float64Array, distances: Float64Array, sums: Float64Array): void {
  const count = weights.length;
  let pair = 0;
  for (; pair + 4 <= sums.length; pair += 4) {
    const at0 = pair * count;
    const at1 = at0 + count;
    const at2 = at1 + count;
    const at3 = at2 + count;
    let s0 = 0;
    let s1 = 0;
    let s2 = 0;
    let s3 = 0;
    for (let axis = 0; axis < count; axis += 1) {
      const weight = weights[axis] ?? 0;
      s0 += weight * (distances[at0 + axis] ?? 0);
      s1 += weight * (distances[at1 + axis] ?? 0);
      s2 += weight * (distances[at2 + axis] ?? 0);
      s3 += weight * (distances[at3 + axis] ?? 0);
    }
    sums[pair] = s0;
    sums[pair + 1] = s1;
    sums[pair + 2] = s2;
    sums[pair + 3] = s3;
  }
  for (; pair < sums.length; pair += 1) {
    let sum = 0;
    for (let axis = 0; axis < count; axis += 1) sum += (weights[axis] ?? 0) * (distances[pair * count + axis] ?? 0);
    sums[pair] = sum;
  }
}

/** Adds for each axis the sum over the pairs of the pair's factor times weight times distance to what is in `sums`. */
export function addOverPairs(
  factors: Float64Array,
  weights: Float64Array,
  distances: Float64Array,
  sums: Float64Array,
): void {
  const count = weights.length;
  let pair = 0;
  for (; pair + 4 <= factors.length; pair += 4) {
    const at0 = pair * count;
    const at1 = at0 + count;
    const at2 = at1 + count;
    const at3 = at2 + count;
    const f0 = factors[pair] ?? 0;
    const f1 = factors[pair + 1] ?? 0;
    const f2 = factors[pair + 2] ?? 0;
    const f3 = factors[pair + 3] ?? 0;
    for (let axis = 0; axis < count; axis += 1) {
      const weight = weights[axis] ?? 0;
      let sum = sums[axis] ?? 0;
      sum += f0 * weight * (distances[at0 + axis] ?? 0);
      sum += f1 * weight * (distances[at1 + axis] ?? 0);
      sum += f2 * weight * (distances[at2 + axis] ?? 0);
      sum += f3 * weight * (distances[at3 + axis] ?? 0);
      sums[axis] = sum;
    }
  }
  for (; pair < factors.length; pair += 1) {
    const factor = factors[pair] ?? 0;
    for (let axis = 0; axis < count; axis += 1) {
      const part = factor * (weights[axis] ?? 0) * (distances[pair * count + axis] ?? 0);
      sums[axis] = (sums[axis] ?? 0) + part;
    }
  }
}
