import { type Look, look } from '../sweep/look.js';
import { comparisonPage } from './comparison-page.js';

/** Shows two sweeps beside each other, as they are now. */
export async function showComparison(
  oneId: string,
  otherId: string,
  show: (content: HTMLElement) => void,
): Promise<void> {
  document.title = 'Two sweeps compared';
  const read = (sweepId: string): Promise<Look> => look(sweepId, undefined, () => undefined);
  const [one, other] = await Promise.all([read(oneId), read(otherId)]);
  show(comparisonPage(one, other));
}
