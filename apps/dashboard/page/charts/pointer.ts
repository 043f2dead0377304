import type { ChartScene } from '@hyperdrive-run/charts';
import { element } from '../dom.js';
import { nearestTarget } from './nearest-target.js';

/** The drawing of a chart, with what is pointed at. */
export interface Pointer {
  readonly element: HTMLElement;
  /** What is pointed into; its size is that of the drawing. */
  readonly surface: HTMLElement;
  show(scene: ChartScene, drawing: Element): void;
}

/** How near the mouse has to be, in pixels. */
const reach = 24;

/**
 * Makes the place of a drawing whose values can be pointed at: with the mouse, or with the arrow keys once it has the focus.
 * A click and Enter choose the trial. What is pointed at is said in a line that screen readers read out.
 */
export function createPointer({ onChoose }: { readonly onChoose: (runId: string) => void }): Pointer {
  let scene: ChartScene | undefined;
  let pointed: number | undefined;
  const tip = element('div', { class: 'chart-tip', hidden: '' });
  const spot = element('div', { class: 'chart-spot', hidden: '' });
  const spoken = element('p', { class: 'visually-hidden', role: 'status' });
  const drawing = element('div');
  const surface = element(
    'div',
    { class: 'chart-surface', tabindex: '0', role: 'group', 'aria-roledescription': 'chart' },
    drawing,
    spot,
    tip,
  );

  function point(index: number | undefined, isSpoken: boolean): void {
    pointed = index;
    const target = index === undefined ? undefined : scene?.targets[index];
    tip.hidden = target === undefined;
    spot.hidden = target === undefined;
    surface.classList.toggle('chart-chooses', target?.runId !== undefined);
    if (target === undefined || scene === undefined) return;
    const [x, y] = target.at;
    spot.style.left = `${x}px`;
    spot.style.top = `${y}px`;
    tip.replaceChildren(...target.lines.map((line) => element('div', {}, line)));
    // On the side with more room.
    const isRight = x < scene.width / 2;
    tip.style.left = isRight ? `${x + 12}px` : 'auto';
    tip.style.right = isRight ? 'auto' : `${scene.width - x + 12}px`;
    tip.style.top = `${Math.max(0, y - 20)}px`;
    if (isSpoken) spoken.textContent = target.lines.join(', ');
  }

  function choose(): void {
    const runId = pointed === undefined ? undefined : scene?.targets[pointed]?.runId;
    if (runId !== undefined) onChoose(runId);
  }

  surface.addEventListener('pointermove', ({ clientX, clientY }) => {
    const { left, top } = drawing.getBoundingClientRect();
    point(nearestTarget(scene?.targets ?? [], [clientX - left, clientY - top], reach), false);
  });
  surface.addEventListener('pointerleave', () => point(undefined, false));
  surface.addEventListener('blur', () => point(undefined, false));
  surface.addEventListener('click', choose);
  surface.addEventListener('keydown', (event) => {
    // What lies in the surface, such as the ends of ranges, has keys of its own.
    if (event.target !== surface) return;
    const count = scene?.targets.length ?? 0;
    const next = nextTarget(event.key, pointed, count);
    if (event.key === 'Enter' || event.key === ' ') choose();
    else if (event.key === 'Escape') point(undefined, false);
    else if (next !== undefined) point(next, true);
    else return;
    event.preventDefault();
  });
  return {
    element: element('div', {}, surface, spoken),
    surface,
    show(next, svg) {
      const before = pointed === undefined ? undefined : scene?.targets[pointed]?.runId;
      const isSame = scene?.kind === next.kind;
      scene = next;
      surface.setAttribute(
        'aria-label',
        `${next.title}. ${next.targets.length} values: the arrow keys go from one to the next.`,
      );
      drawing.replaceChildren(svg);
      const again = isSame && before !== undefined ? next.targets.findIndex(({ runId }) => runId === before) : -1;
      point(again === -1 ? undefined : again, false);
    },
  };
}

function nextTarget(key: string, at: number | undefined, count: number): number | undefined {
  if (count === 0) return undefined;
  switch (key) {
    case 'ArrowRight':
    case 'ArrowDown':
      return at === undefined ? 0 : Math.min(count - 1, at + 1);
    case 'ArrowLeft':
    case 'ArrowUp':
      return at === undefined ? count - 1 : Math.max(0, at - 1);
    case 'Home':
      return 0;
    case 'End':
      return count - 1;
    default:
      return undefined;
  }
}
