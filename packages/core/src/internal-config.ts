// What the packages of this repository share of a sweep's config and nobody else needs: may change with any version. Apart from
// internal.ts, as it loads all that a config is made of.

export { maxConcurrentRunsLimit, maxDurationMinutesLimit, maxTotalRunsLimit } from './config/checks/config-limits.js';
export { entryPath } from './config/checks/config-violations.js';
export type { SweepDocumentNote } from './config/sweep-document/document-notes.js';
export { type SweepDocument, toSweepDocument } from './config/sweep-document/to-sweep-document.js';
export { type ConfigFromTagsOptions, configFromTags } from './config/wire/config-from-tags.js';
export { isSweep } from './config/wire/is-sweep.js';
export { writeNamedMetric } from './config/wire/write-named-metric.js';
export { writeOwnConfig } from './config/wire/write-own-config.js';
