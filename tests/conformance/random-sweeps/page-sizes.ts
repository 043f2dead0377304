// The service under test answers in pages that are smaller than most lists.

/** How many runs a page holds. */
export const runsPerPage = 4;

/** How many values of a metric a page holds. */
export const metricRowsPerPage = 3;
