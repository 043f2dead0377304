/** A part of an axis that was brushed in a chart. */
export interface BrushedRange {
  /** The name of the axis: a hyperparameter or the metric. */
  readonly axis: string;
  /** From 0 at the top of the axis to 1 at its bottom, so that it is the same whatever size the chart has. */
  readonly from: number;
  readonly to: number;
}

/** Writes a range for an address. */
export function brushedRangeText({ axis, from, to }: BrushedRange): string {
  return `${from}..${to}:${axis}`;
}

/** Reads what {@link brushedRangeText} wrote; none where it is none. */
export function brushedRangesOf(text: string): readonly BrushedRange[] {
  const [, low, high, axis] = /^([\d.e-]+?)\.\.([\d.e-]+):(.*)$/s.exec(text) ?? [];
  const [from, to] = [Number(low), Number(high)];
  return axis !== undefined && from >= 0 && from <= to && to <= 1 ? [{ axis, from, to }] : [];
}
