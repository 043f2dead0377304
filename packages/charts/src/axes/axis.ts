import type { JsonValue } from '@hyperdrive-run/core/json';

/** A tick of an axis. */
export interface AxisTick {
  /** From 0, the beginning of the axis, to 1, its end. */
  readonly at: number;
  readonly text: string;
}

/** One direction of a chart: where on it values are. */
export interface Axis {
  readonly kind: 'linear' | 'log' | 'category';
  readonly label: string;
  readonly ticks: readonly AxisTick[];
  /** From 0 to 1; `undefined` for a value that it does not cover. */
  place(value: JsonValue | undefined): number | undefined;
  /** The value at a part of it, from 0 to 1: the inverse of `place`, of the nearest value where only some have a place. */
  valueAt(part: number): JsonValue | undefined;
  /** The range of the search space, from 0 to 1, where it has one. */
  readonly range?: readonly [low: number, high: number] | undefined;
}
