import type { BrushAxis, ChartScene } from '@hyperdrive-run/charts';
import { element } from '../dom.js';
import type { BrushedRange } from '../state/brushed-range.js';
import { partOfAxis } from './part-of-axis.js';

/** Ranges that are chosen on the axes of a chart with the mouse. */
export interface Brush {
  readonly element: HTMLElement;
  /** @param ranges those that have been brushed; while one is being dragged, that one stays */
  show(scene: ChartScene, ranges: readonly BrushedRange[]): void;
}

/** How near to an axis a drag has to begin, and how far it has to go, in pixels. */
const reach = 16;
const leastLength = 4;

/** Ranges are this exact, of the length of an axis: an address is not to be longer than it needs. */
const steps = 1000;

/**
 * Lets ranges be dragged along axes: `onChange` is called with all of them when one is made, changed, or taken away by a click on its
 * axis.
 * @param surface where the drags are; its first child is the drawing
 */
export function createBrush(surface: HTMLElement, onChange: (ranges: readonly BrushedRange[]) => void): Brush {
  let ranges: ReadonlyMap<string, BrushedRange> = new Map();
  const boxes = element('div');
  let scene: ChartScene | undefined;
  let drag: { readonly axis: BrushAxis; readonly from: number } | undefined;

  const placeOf = ({ clientX, clientY }: PointerEvent): readonly [x: number, y: number] => {
    const { left, top } = surface.getBoundingClientRect();
    return [clientX - left, clientY - top];
  };

  function draw(): void {
    boxes.replaceChildren(
      ...(scene?.brushes ?? []).flatMap((axis) => {
        const range = ranges.get(axis.name);
        return range === undefined ? [] : [boxOf(axis, range)];
      }),
    );
  }

  surface.addEventListener('pointerdown', (event) => {
    const [x, y] = placeOf(event);
    const axis = scene?.brushes?.find((candidate) => Math.abs(candidate.x - x) <= reach);
    if (axis === undefined || y < axis.top) return;
    drag = { axis, from: y };
    surface.setPointerCapture(event.pointerId);
    event.preventDefault();
  });
  surface.addEventListener('pointermove', (event) => {
    if (drag === undefined) return;
    const [, y] = placeOf(event);
    if (Math.abs(y - drag.from) < leastLength) return;
    const { axis, from } = drag;
    const ends = [from, y].map((end) => Math.round(partOfAxis(axis, end) * steps) / steps);
    const range = { axis: axis.name, from: Math.min(...ends), to: Math.max(...ends) };
    ranges = new Map([...ranges, [axis.name, range]]);
    draw();
  });
  surface.addEventListener('pointerup', (event) => {
    if (drag === undefined) return;
    const [, y] = placeOf(event);
    const isClick = Math.abs(y - drag.from) < leastLength;
    const { name } = drag.axis;
    drag = undefined;
    if (isClick && !ranges.has(name)) return;
    if (isClick) ranges = new Map([...ranges].filter(([other]) => other !== name));
    draw();
    onChange([...ranges.values()]);
  });

  return {
    element: boxes,
    show(next, brushed) {
      scene = next;
      if (drag === undefined) ranges = new Map(brushed.map((range) => [range.axis, range]));
      draw();
    },
  };
}

function boxOf({ x, top, bottom }: BrushAxis, { from, to }: BrushedRange): HTMLElement {
  const box = element('div', { class: 'chart-brush' });
  box.style.left = `${x - 8}px`;
  box.style.top = `${top + from * (bottom - top)}px`;
  box.style.height = `${(to - from) * (bottom - top)}px`;
  return box;
}
