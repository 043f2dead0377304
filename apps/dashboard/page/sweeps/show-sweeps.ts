import { sweepListFromJson } from '../../api/sweep-list.js';
import { fetchJson } from '../ask/fetch-json.js';
import { createSweepList } from './sweep-list.js';

/** So many sweeps are listed at first, and so many times more with each further step. */
const [firstMost, factor] = [200, 5];

/** Shows the list of sweeps. */
export async function showSweeps(
  show: (content: HTMLElement) => void,
  announce: (text: string) => void,
): Promise<void> {
  let most = firstMost;
  const read = async (): Promise<ReturnType<typeof sweepListFromJson>> =>
    sweepListFromJson(await fetchJson(`/api/sweeps?most=${most}`));
  const list = createSweepList(await read(), announce, () => {
    most *= factor;
    return read();
  });
  show(list);
}
