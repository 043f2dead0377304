import { type Stats, statSync } from 'node:fs';
import { reasonOf } from '../local-files/reason-of.js';

/** What is at a path that a sweep file names, or why nothing can be taken from there: `does not exist`. */
export function lookAtPath(path: string): Stats | { readonly reason: string } {
  try {
    return statSync(path, { throwIfNoEntry: false }) ?? { reason: 'does not exist' };
  } catch (error) {
    return { reason: `cannot be read: ${reasonOf(error).words}` };
  }
}
