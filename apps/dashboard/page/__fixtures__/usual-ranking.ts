/** By the least loss that a trial logged, all trials, the best first. */
export const usualRanking = {
  metric: 'loss',
  goal: 'minimize',
  scope: 'best',
  reverse: false,
  discardNoMetric: false,
  top: 0,
} as const;
