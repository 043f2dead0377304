import type { BrushAxis, ChartScene } from '@hyperdrive-run/charts';
import { element } from '../../dom.js';
import type { BrushedRange } from '../../state/brushed-range.js';
import type { RangeEnd } from './axis-steps.js';
import { createBrushThumbs } from './brush-thumbs.js';
import { endText } from './end-text.js';
import { endOfRange, heightOfEnd } from './part-of-axis.js';

/** Ranges that are chosen on the axes of a chart: with the mouse, or with keys once one of their ends has the focus. */
export interface Brush {
  readonly element: HTMLElement;
  /** @param ranges those that have been brushed; while one is being dragged, that one stays */
  show(scene: ChartScene, ranges: readonly BrushedRange[]): void;
}

/** How near to an axis a drag has to begin, and how far it has to go, in pixels. */
const reach = 16;
const leastLength = 4;

/**
 * Lets ranges be chosen on axes: `onChange` is called with all of them when one is made, changed, or taken away, as by a click on its
 * axis.
 * @param surface where the drags are; its first child is the drawing
 */
export function createBrush(surface: HTMLElement, onChange: (ranges: readonly BrushedRange[]) => void): Brush {
  let ranges: ReadonlyMap<string, BrushedRange> = new Map();
  const boxes = element('div');
  const thumbs = createBrushThumbs(setRange);
  let scene: ChartScene | undefined;
  let drag: { readonly axis: BrushAxis; readonly from: number } | undefined;

  const placeOf = ({ clientX, clientY }: PointerEvent): readonly [x: number, y: number] => {
    const { left, top } = surface.getBoundingClientRect();
    return [clientX - left, clientY - top];
  };

  function draw(): void {
    const axes = scene?.brushes ?? [];
    boxes.replaceChildren(
      ...axes.flatMap((axis) => {
        const range = ranges.get(axis.name);
        return range === undefined ? [] : [boxOf(axis, range)];
      }),
    );
    thumbs.show(axes, ranges);
  }

  function setRange(name: string, range: BrushedRange | undefined): void {
    const others = [...ranges].filter(([other]) => other !== name);
    ranges = new Map(range === undefined ? others : [...others, [name, range]]);
    draw();
    onChange([...ranges.values()]);
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
    const ends = [from, y].map((end) => endOfRange(axis, end));
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
    setRange(name, isClick ? undefined : ranges.get(name));
  });

  return {
    element: element('div', {}, boxes, thumbs.element),
    show(next, brushed) {
      scene = next;
      if (drag === undefined) ranges = new Map(brushed.map((range) => [range.axis, range]));
      draw();
    },
  };
}

/** A range as a box on its axis, with the values at its ends. */
function boxOf(axis: BrushAxis, range: BrushedRange): HTMLElement {
  const texts = (['from', 'to'] satisfies RangeEnd[]).flatMap((end) => {
    const text = endText(axis, range, end);
    return text === undefined ? [] : [element('span', { class: end === 'from' ? 'upper' : 'lower' }, text)];
  });
  const box = element('div', { class: 'chart-brush', 'aria-hidden': 'true' }, ...texts);
  const [top, bottom] = [heightOfEnd(axis, range.from), heightOfEnd(axis, range.to)];
  box.style.left = `${axis.x - 8}px`;
  box.style.top = `${top}px`;
  box.style.height = `${bottom - top}px`;
  return box;
}
