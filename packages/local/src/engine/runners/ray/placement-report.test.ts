import { expect, it } from 'vitest';
import type { JobPlacement } from '../trial-runner.js';
import { createPlacementReport } from './placement-report.js';

it('says what is known to who comes later, each change once, and nothing after the last word', () => {
  const placement = createPlacementReport();
  const heard: JobPlacement[] = [];
  placement.report({ engineId: 'a' });
  placement.listen((said) => void heard.push(said));
  placement.report({ waitsFor: 'a GPU' });
  placement.report({ waitsFor: 'a GPU' });
  placement.end({ node: 'node-1', waitsFor: null });
  placement.report({ waitsFor: 'another GPU' });
  expect(heard).toEqual([
    { engineId: 'a' },
    { engineId: 'a', waitsFor: 'a GPU' },
    { engineId: 'a', node: 'node-1', waitsFor: null },
  ]);
});
