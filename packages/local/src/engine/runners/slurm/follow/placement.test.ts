import { expect, it } from 'vitest';
import type { JobPlacement } from '../../trial-runner.js';
import { createPlacementReporter, placementOf } from './placement.js';

const waiting = { id: '7', name: 'launch', state: 'PENDING', reason: 'Resources', nodes: '' };
const none = { claim: undefined, exit: undefined, beat: '' };

it('is where the job waits, or the node that claimed it', () => {
  expect(placementOf({ signs: none, jobs: undefined })).toEqual({});
  expect(placementOf({ signs: none, jobs: [waiting] })).toEqual({ engineId: '7', waitsFor: 'Resources' });
  const signs = { ...none, claim: { kind: 'claimed', jobId: '7', node: 'n1', time: new Date(0) } as const };
  expect(placementOf({ signs, jobs: undefined })).toEqual({ engineId: '7', node: 'n1', waitsFor: null });
});

it('is handed on when it changes, and what is known by then to who comes later', () => {
  const { report, onPlacement } = createPlacementReporter();
  const seen: JobPlacement[] = [];
  report({ engineId: '7' });
  onPlacement((placement) => seen.push(placement));
  report({ waitsFor: 'Resources' });
  report({ engineId: '7', waitsFor: 'Resources' });
  report({ node: 'n1', waitsFor: null });
  expect(seen).toEqual([
    { engineId: '7' },
    { engineId: '7', waitsFor: 'Resources' },
    { engineId: '7', node: 'n1', waitsFor: null },
  ]);
});
