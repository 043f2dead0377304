/** How many trials one sweep can have on Azure ML, resumed sweeps included. */
export const maxTotalRunsLimit = 1000;

/** How many trials of one sweep can run at once. */
export const maxConcurrentRunsLimit = 100;

/** The longest duration that the service takes, in minutes: 30 days. */
export const maxDurationMinutesLimit = 43_200;

/** The default duration, in minutes. Of a longer one the service says that it ends the sweep here all the same. */
export const defaultMaxDurationMinutes = 10_080;
