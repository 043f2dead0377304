/** What is compared between the two clients, under the names of the Python worker. */
export const operations = [
  'status',
  'config',
  'children',
  'children_of_status',
  'descendants',
  'hyperparameters',
  'metrics',
  'children_sorted',
  'best_run',
  'fail',
  'get_diagnostics',
  // The last one: it changes the sweep.
  'cancel',
] as const;

/** Those that take flags, and so are asked with several rows of them. */
export const flaggedOperations: readonly Operation[] = ['children_sorted', 'best_run'];

export type Operation = (typeof operations)[number];
