export { type GetContextOptions, Run } from './run-context.js';
export type { LoggedScalar, LoggedTableRow, LogOptions } from './training-log.js';
