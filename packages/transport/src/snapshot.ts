// Sweeps in files alone, for whoever loads that when it is needed.
export { createSnapshotBackend } from './snapshot/snapshot-backend.js';
export { loadSnapshot } from './snapshot/snapshot-content.js';
export type { SnapshotEntry } from './snapshot/snapshot-run.js';
export { writeSnapshot } from './snapshot/write-snapshot.js';
