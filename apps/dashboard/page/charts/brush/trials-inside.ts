import type { BrushAxis } from '@hyperdrive-run/charts';
import type { BrushedRange } from '../../state/brushed-range.js';
import { partOfAxis } from './part-of-axis.js';

/** The trials inside all brushed ranges; `undefined` where no axis has one. A range of an axis that is not there is passed over. */
export function trialsInside(
  axes: readonly Pick<BrushAxis, 'name' | 'top' | 'bottom' | 'places'>[],
  ranges: readonly BrushedRange[],
): readonly string[] | undefined {
  const brushed = ranges.flatMap((range) => {
    const axis = axes.find(({ name }) => name === range.axis);
    return axis === undefined ? [] : [{ axis, range }];
  });
  const [first] = brushed;
  if (first === undefined) return undefined;
  return [...first.axis.places.keys()].filter((runId) =>
    brushed.every(({ axis, range: { from, to } }) => {
      const place = axis.places.get(runId);
      const part = place === undefined ? Number.NaN : partOfAxis(axis, place);
      return part >= from && part <= to;
    }),
  );
}
