import { describe, expect, it } from 'vitest';
import { isTerminalStatus, knownRunStatuses } from './run-status.js';

describe('isTerminalStatus', () => {
  it('is true for Completed, Failed and Canceled only: Finalizing and CancelRequested still change', () => {
    expect(knownRunStatuses.filter(isTerminalStatus)).toEqual(['Completed', 'Failed', 'Canceled']);
  });

  it('counts a status that nobody knows as running', () => {
    expect(isTerminalStatus('Contemplating')).toBe(false);
  });
});
