import { type Sorting, sortingOf, sortingText } from './sorting.js';

/** Everything that a person has chosen on the list of sweeps. It is in the address, too. */
export interface ListState {
  /** What a row's texts have to contain. */
  readonly find: string;
  readonly sort: Sorting | undefined;
  /** The ids of the sweeps to compare, at most two. */
  readonly chosen: readonly string[];
}

/** Reads what was chosen on the list from the query of an address. */
export function listStateFromQuery(query: URLSearchParams): ListState {
  const chosen = [...new Set(query.getAll('chosen'))].slice(-2);
  return { find: query.get('find') ?? '', sort: sortingOf(query.get('sort')), chosen };
}

/** Writes it into a query; what is as usual is left out. */
export function queryOfList({ find, sort, chosen }: ListState): URLSearchParams {
  const query = new URLSearchParams();
  if (find !== '') query.set('find', find);
  if (sort !== undefined) query.set('sort', sortingText(sort));
  for (const sweepId of chosen) query.append('chosen', sweepId);
  return query;
}
