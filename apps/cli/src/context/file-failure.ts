import { codeOf } from './caught-error.js';

const reasons: ReadonlyMap<string | undefined, string> = new Map([
  ['ENOENT', 'does not exist'],
  ['EISDIR', 'is a folder'],
  ['EACCES', 'may not be read by you'],
]);

/** Why a file that a user named could not be read, as the end of a sentence; `undefined` where it is none of theirs. */
export function fileFailure(error: unknown): string | undefined {
  return reasons.get(codeOf(error));
}
