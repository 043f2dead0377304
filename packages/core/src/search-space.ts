// How many values a search space has, and which.

export { type BoundedMultiples, boundedMultiples } from './search-space/bounded-multiples.js';
export { type FiniteValues, finiteValues } from './search-space/finite-values.js';
export { createGridOfMultiples, type GridOfMultiples } from './search-space/grid-of-multiples.js';
export { powerOf } from './search-space/power-of.js';
export { logBaseOf, searchSpaceSize } from './search-space/search-space-size.js';
export { valueIdentity } from './search-space/value-identity.js';
