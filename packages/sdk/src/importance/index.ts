export type { HyperparameterImportance, ImportanceReport } from '@hyperdrive-run/core/importance';
export { type ImportanceOfOptions, importanceOf } from './importance-of.js';
