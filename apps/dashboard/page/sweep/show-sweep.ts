import { afterPaint } from './after-paint.js';
import { followSweep } from './follow-sweep.js';
import { look } from './look.js';
import { createSweepView, type SweepView } from './sweep-view.js';

/** So often the page draws anew while metrics arrive, in milliseconds. */
const drawEveryMs = 200;

/** Shows a sweep, as much of it as has come, and follows it until it has ended. */
export async function showSweep(
  sweepId: string,
  show: (content: HTMLElement) => void,
  announce: (text: string) => void,
): Promise<void> {
  let view: SweepView | undefined;
  let drawnAt = 0;
  let hadRows = false;
  const first = await look(sweepId, undefined, (part) => {
    if (view === undefined) {
      document.title = part.sweep.displayName ?? sweepId;
      view = createSweepView(part, announce);
      show(view.root);
      return undefined;
    }
    // The first rows at once; of what they logged not each piece.
    const isDue = !hadRows || part.token !== '' || performance.now() - drawnAt >= drawEveryMs;
    if (!isDue) return undefined;
    const isFirst = !hadRows && part.children.length > 0;
    hadRows ||= isFirst;
    view.show(part);
    drawnAt = performance.now();
    // They are seen before what else has arrived is read, which takes longer.
    return isFirst ? afterPaint() : undefined;
  }).catch((error: unknown) => {
    if (view === undefined) throw error;
    view.showFailure(error);
    return undefined;
  });
  if (view === undefined || first === undefined) return;
  view.show(first);
  await followSweep(sweepId, first, view);
}
