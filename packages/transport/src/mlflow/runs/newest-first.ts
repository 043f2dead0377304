import type { MlflowRunDto } from '../wire/run-dto.js';
import { idOf } from './to-run-record.js';

/**
 * The order in which a server lists runs: the newest start first, and runs of one moment by their ids. It is what puts
 * several answers together as one answer would have them.
 */
export function byNewestStart(a: MlflowRunDto, b: MlflowRunDto): number {
  const later = startOf(b) - startOf(a);
  if (later !== 0) return later;
  return idOf(a.info) < idOf(b.info) ? -1 : 1;
}

function startOf({ info }: MlflowRunDto): number {
  return info.start_time ?? 0;
}

/** Several listings, each with the newest start first, as one. Of each only as much is read as the reader takes. */
export async function* mergeNewestFirst(
  listings: readonly AsyncGenerator<MlflowRunDto, void, undefined>[],
): AsyncGenerator<MlflowRunDto, void, undefined> {
  try {
    const heads = await Promise.all(listings.map(headOf));
    for (;;) {
      let next: Head | undefined;
      for (const head of heads) {
        if (head.run === undefined) continue;
        if (next?.run === undefined || byNewestStart(head.run, next.run) < 0) next = head;
      }
      if (next?.run === undefined) return;
      yield next.run;
      next.run = await nextOf(next.listing);
    }
  } finally {
    await Promise.all(listings.map((listing) => listing.return()));
  }
}

/** A listing with the run that it is at; `undefined` at its end. */
interface Head {
  readonly listing: AsyncGenerator<MlflowRunDto, void, undefined>;
  run: MlflowRunDto | undefined;
}

async function headOf(listing: Head['listing']): Promise<Head> {
  return { listing, run: await nextOf(listing) };
}

async function nextOf(listing: Head['listing']): Promise<MlflowRunDto | undefined> {
  const { value } = await listing.next();
  return value ?? undefined;
}
