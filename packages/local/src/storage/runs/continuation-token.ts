import { InvalidArgumentError } from '@hyperdrive-run/core';
import { isJsonArray, parseJson } from '@hyperdrive-run/core/json';

/** Where a listing goes on, and what was there when it began. */
export interface ListingPosition {
  /** The newest run that belongs to the listing. */
  readonly lastSequence: number;
  /** The latest start when the listing began: runs started after it count as not started, where they were then. */
  readonly lastStart: number;
  /** The run that was returned last: its start, or `null` where it counts as not started. */
  readonly afterStart: number | null;
  readonly afterSequence: number;
}

/** Writes a position as text without anything to be escaped in an address. */
export function writeContinuationToken(position: ListingPosition): string {
  const { lastSequence, lastStart, afterStart, afterSequence } = position;
  return Buffer.from(JSON.stringify([lastSequence, lastStart, afterStart, afterSequence])).toString('base64url');
}

/** @throws InvalidArgumentError where the text is no token of a listing */
export function readContinuationToken(token: string): ListingPosition {
  const [lastSequence, lastStart, afterStart, afterSequence] = parts(token);
  if (
    typeof lastSequence !== 'number' ||
    typeof lastStart !== 'number' ||
    (typeof afterStart !== 'number' && afterStart !== null) ||
    typeof afterSequence !== 'number'
  ) {
    throw new InvalidArgumentError({
      option: 'continuationToken',
      got: token,
      takes: 'the token that the page before returned',
    });
  }
  return { lastSequence, lastStart, afterStart, afterSequence };
}

function parts(token: string): readonly unknown[] {
  try {
    const value = parseJson(Buffer.from(token, 'base64url').toString('utf8'));
    return isJsonArray(value) ? value : [];
  } catch {
    return [];
  }
}
