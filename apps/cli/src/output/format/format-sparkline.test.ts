import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatSparkline } from './format-sparkline.js';

describe('formatSparkline', () => {
  it.each([
    [[0, 1, 2, 3, 4, 5, 6, 7], 8, '▁▂▃▄▅▆▇█'],
    [[1, 1], 8, '▄▄'],
    [[1, Number.NaN, 2], 8, '▁ █'],
    [[0, Number.MIN_VALUE], 8, '▁█'],
    [[-Number.MAX_VALUE, 0, Number.MAX_VALUE], 8, '▁▅█'],
    [[], 8, ''],
    [[1, 2], 0, ''],
  ])('draws %j in %d cells', (values, width, line) => {
    expect(formatSparkline(values, width)).toBe(line);
  });

  it('is never wider than its room, and ends with the last value', () => {
    fc.assert(
      fc.property(fc.array(fc.double(), { minLength: 1 }), fc.integer({ min: 1, max: 40 }), (values, width) => {
        const line = formatSparkline(values, width);
        expect(line).toHaveLength(Math.min(values.length, width));
        expect(line.endsWith(' ')).toBe(!Number.isFinite(values.at(-1)));
      }),
    );
  });
});
