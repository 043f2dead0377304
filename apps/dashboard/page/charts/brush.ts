import type { BrushAxis, ChartScene } from '@hyperdrive-run/charts';
import { element } from '../dom.js';

/** Ranges that are chosen on the axes of a chart with the mouse. */
export interface Brush {
  readonly element: HTMLElement;
  show(scene: ChartScene): void;
  /** The trials inside all ranges; `undefined` where there is no range. */
  inside(): readonly string[] | undefined;
  clear(): void;
}

/** How near to an axis a drag has to begin, and how far it has to go, in pixels. */
const reach = 16;
const leastLength = 4;

/** A range of an axis, both from 0 at its top to 1 at its bottom, so that it stays where it is when the chart is resized. */
type Range = readonly [from: number, to: number];

/**
 * Lets ranges be dragged along axes: `onChange` is called when one is made, changed, or taken away by a click on its axis.
 * @param surface where the drags are; its first child is the drawing
 */
export function createBrush(surface: HTMLElement, onChange: () => void): Brush {
  const ranges = new Map<string, Range>();
  const boxes = element('div');
  let scene: ChartScene | undefined;
  let drag: { readonly axis: BrushAxis; readonly from: number } | undefined;

  const partOf = ({ top, bottom }: BrushAxis, y: number): number =>
    Math.min(1, Math.max(0, (y - top) / (bottom - top)));
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
    const ends = [partOf(drag.axis, drag.from), partOf(drag.axis, y)] as const;
    ranges.set(drag.axis.name, [Math.min(...ends), Math.max(...ends)]);
    draw();
  });
  surface.addEventListener('pointerup', (event) => {
    if (drag === undefined) return;
    const [, y] = placeOf(event);
    const isClick = Math.abs(y - drag.from) < leastLength;
    const { name } = drag.axis;
    drag = undefined;
    if (isClick && !ranges.delete(name)) return;
    draw();
    onChange();
  });

  return {
    element: boxes,
    show(next) {
      scene = next.brushes === undefined ? undefined : next;
      draw();
    },
    inside() {
      const axes = (scene?.brushes ?? []).filter(({ name }) => ranges.has(name));
      const [first] = axes;
      if (first === undefined) return undefined;
      return [...first.places.keys()].filter((id) => axes.every((axis) => isInside(axis, id)));
    },
    clear() {
      ranges.clear();
      draw();
    },
  };

  function isInside(axis: BrushAxis, id: string): boolean {
    const [place, range] = [axis.places.get(id), ranges.get(axis.name)];
    if (place === undefined || range === undefined) return false;
    const part = partOf(axis, place);
    return part >= range[0] && part <= range[1];
  }
}

function boxOf({ x, top, bottom }: BrushAxis, [from, to]: Range): HTMLElement {
  const box = element('div', { class: 'chart-brush' });
  box.style.left = `${x - 8}px`;
  box.style.top = `${top + from * (bottom - top)}px`;
  box.style.height = `${(to - from) * (bottom - top)}px`;
  return box;
}
