/**
 * Several listings that are in one order as one listing in that order. Of each only as much is read as the reader takes, and
 * all are closed with the whole.
 * @param isBefore whether one item is to come before another one of a listing that was given earlier
 */
export async function* mergeInOrder<Item>(
  listings: readonly AsyncGenerator<Item, void, undefined>[],
  isBefore: (item: Item, other: Item) => boolean,
): AsyncGenerator<Item, void, undefined> {
  try {
    const heads = await Promise.all(listings.map(headOf));
    for (;;) {
      let first: Head<Item> | undefined;
      for (const head of heads) {
        if (head.item === undefined) continue;
        if (first?.item === undefined || isBefore(head.item, first.item)) first = head;
      }
      if (first?.item === undefined) return;
      yield first.item;
      first.item = await nextOf(first.listing);
    }
  } finally {
    await Promise.all(listings.map((listing) => listing.return()));
  }
}

/** A listing with the item that it is at; `undefined` at its end. */
interface Head<Item> {
  readonly listing: AsyncGenerator<Item, void, undefined>;
  item: Item | undefined;
}

async function headOf<Item>(listing: Head<Item>['listing']): Promise<Head<Item>> {
  return { listing, item: await nextOf(listing) };
}

async function nextOf<Item>(listing: Head<Item>['listing']): Promise<Item | undefined> {
  const { value } = await listing.next();
  return value ?? undefined;
}
