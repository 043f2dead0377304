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

export type Operation = (typeof operations)[number];
