/**
 * The bytes that the bodies of calls may have, by what they carry. A body is parsed in slices, so that these bound the
 * memory and the work of one request rather than how long others wait.
 */
export const bodyLimits = {
  /**
   * What is about one thing or a few: a run's fields, tags and events, a filter, a batch of MLflow's, a sweep. MLflow's
   * own limit for a request is a megabyte; what Azure ML's clients send here has some kilobytes.
   */
  call: 1_048_576,
  /** Rows of metrics, which may be tables, and what MLflow's client says of data sets and models with their schemas. */
  rows: 4_194_304,
} as const;

/** What a body carries. */
export type BodyKind = keyof typeof bodyLimits;

/** How many things one call may be about: runs to read or change, events, tags, files. Clients send some hundreds. */
export const mostOfCall = 1000;
