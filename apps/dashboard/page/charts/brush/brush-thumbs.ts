import type { BrushAxis } from '@hyperdrive-run/charts';
import { element } from '../../dom.js';
import type { BrushedRange } from '../../state/brushed-range.js';
import { leastStep, moveEnd, type RangeEnd, stepAfterKey, stepOfEnd } from './axis-steps.js';
import { endText } from './end-text.js';
import { heightOfEnd } from './part-of-axis.js';

/** The ends of ranges on axes, each a slider that the keyboard moves. */
export interface BrushThumbs {
  readonly element: HTMLElement;
  show(axes: readonly BrushAxis[], ranges: ReadonlyMap<string, BrushedRange>): void;
}

/** Is called with the name of an axis and the range that it has now; `undefined` where it is taken away. */
type OnMove = (name: string, range: BrushedRange | undefined) => void;

interface Thumb {
  readonly element: HTMLElement;
  show(axis: BrushAxis, range: BrushedRange | undefined): void;
}

/** Makes them: two for each axis, the lower end first. The arrow keys move one, and Delete takes the range of its axis away. */
export function createBrushThumbs(onMove: OnMove): BrushThumbs {
  const root = element('div');
  let thumbs: readonly (readonly Thumb[])[] = [];
  let shown = '';
  return {
    element: root,
    show(axes, ranges) {
      const names = axes.map(({ name }) => name).join('\n');
      // Made anew for other axes only: the one that has the focus keeps it.
      if (names !== shown) {
        shown = names;
        thumbs = axes.map(() => [createThumb('to', onMove), createThumb('from', onMove)]);
        root.replaceChildren(...thumbs.flat().map((thumb) => thumb.element));
      }
      for (const [index, axis] of axes.entries()) {
        for (const thumb of thumbs[index] ?? []) thumb.show(axis, ranges.get(axis.name));
      }
    },
  };
}

function createThumb(end: RangeEnd, onMove: OnMove): Thumb {
  const root = element('div', {
    class: 'chart-thumb',
    role: 'slider',
    tabindex: '0',
    'aria-orientation': 'vertical',
    'aria-valuemin': String(leastStep),
  });
  let shown: { readonly axis: BrushAxis; readonly range: BrushedRange | undefined } | undefined;
  root.addEventListener('keydown', (event) => {
    if (shown === undefined) return;
    const { axis, range } = shown;
    const step = stepAfterKey(event.key, stepOfEnd(axis, range, end), axis.steps);
    const isTakenAway = event.key === 'Delete' || event.key === 'Backspace';
    if (step === undefined && !isTakenAway) return;
    event.preventDefault();
    onMove(axis.name, step === undefined ? undefined : moveEnd(axis, range, end, step));
  });
  return {
    element: root,
    show(axis, range) {
      shown = { axis, range };
      const text = endText(axis, range, end);
      const [isUpper, part] = [end === 'from', range?.[end] ?? (end === 'from' ? 0 : 1)];
      root.setAttribute('aria-label', `${axis.name}, ${isUpper ? 'upper' : 'lower'} end of the range`);
      root.setAttribute('aria-valuemax', String(axis.steps));
      root.setAttribute('aria-valuenow', String(stepOfEnd(axis, range, end)));
      root.setAttribute('aria-valuetext', text === undefined ? 'no limit' : `${isUpper ? 'up to' : 'from'} ${text}`);
      root.style.left = `${axis.x}px`;
      root.style.top = `${heightOfEnd(axis, part)}px`;
    },
  };
}
