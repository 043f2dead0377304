import type { RunOrder } from '../../storage/runs/run-query.js';
import { RequestRefusal } from '../http/request-refusal.js';

const orders: ReadonlyMap<string, RunOrder> = new Map([
  ['starttimeutc desc', 'start-time-descending'],
  ['starttimeutc asc', 'start-time-ascending'],
  ['createdutc desc', 'created-descending'],
  ['createdutc asc', 'created-ascending'],
]);

/**
 * Reads `StartTimeUtc desc` and its like, names in any case; ascending where no direction is given, as in OData.
 * @throws RequestRefusal for an order that we do not keep
 */
export function parseRunOrder(text: string): RunOrder {
  const words = text.trim().toLowerCase().split(/\s+/);
  const order = orders.get([words[0], words[1] ?? 'asc', ...words.slice(2)].join(' '));
  if (order === undefined) {
    throw new RequestRefusal(
      400,
      `The order ${JSON.stringify(text.slice(0, 200))} is not kept here; StartTimeUtc and CreatedUtc are, with asc or desc.`,
    );
  }
  return order;
}
