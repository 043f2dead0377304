import type { SweepSections } from '../files/sweep-sections.js';

/** A change of the plain file, by a name that says what is in it. */
export type Variant = readonly [name: string, changes: SweepSections];
