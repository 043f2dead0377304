import { expect, it } from 'vitest';
import { DashboardError } from '../ask/dashboard-error.js';
import { failedNote, usualNote } from './look-note.js';

it('promises the next look only where there will be one', () => {
  const gone = new DashboardError('', { isUnreachable: true });
  const refused = new DashboardError('', { isUnreachable: false });
  expect([usualNote, failedNote(gone, 4000), failedNote(gone, 0), failedNote(refused, 60_000)]).toEqual([
    'looks again every 2 s',
    'server not reachable, tries again in 4 s',
    'server not reachable, trying again …',
    'the last look failed, tries again in 1 min',
  ]);
});
