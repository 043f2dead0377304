import { type JsonValue, writeJson } from '@hyperdrive-run/core/json';
import { formatValue } from '../text/format-value.js';
import type { Axis } from './axis.js';

/** An axis of values without an order, in the order given, each in the middle of a part of its own. */
export function categoryAxis(label: string, values: Iterable<JsonValue>): Axis {
  const known = new Map<string, JsonValue>();
  for (const value of values) {
    const key = writeJson(value);
    if (!known.has(key)) known.set(key, value);
  }
  const places = new Map([...known.keys()].map((key, index) => [key, (index + 0.5) / known.size]));
  return {
    kind: 'category',
    label,
    ticks: [...known].map(([key, value]) => ({ at: places.get(key) ?? 0, text: formatValue(value) })),
    valueAt(part) {
      const index = Math.min(known.size - 1, Math.max(0, Math.floor(part * known.size)));
      return [...known.values()][index];
    },
    place: (value) => (value === undefined ? undefined : places.get(writeJson(value))),
  };
}
