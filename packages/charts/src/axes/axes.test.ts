import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { categoryAxis } from './category-axis.js';
import { isLogScale } from './is-log-scale.js';
import { metricAxis } from './metric-axis.js';
import { numericAxis } from './numeric-axis.js';

describe('an axis', () => {
  it('has at the place of a number that number again, on either scale', () => {
    const positive = fc.double({ min: 1e-6, max: 1e6, noNaN: true });
    fc.assert(
      fc.property(fc.array(positive, { minLength: 2 }), fc.constantFrom('linear', 'log'), (values, scale) => {
        const axis = numericAxis({ label: 'x', values, scale });
        const span = Math.max(...values);
        for (const value of values) {
          expect(Math.abs(Number(axis.valueAt(axis.place(value) ?? 0)) - value)).toBeLessThan(1e-6 * span);
        }
        // What lies in the margins is at the ends.
        expect(axis.valueAt(-1)).toBe(axis.valueAt(0));
        expect(axis.valueAt(2)).toBe(axis.valueAt(1));
      }),
    );
  });

  it('has at each part of it the value of which the part is', () => {
    const axis = categoryAxis('optimizer', ['adam', 'sgd', 'adam', 'lion']);
    expect([0, 0.3, 0.34, 0.99, 1, -1].map((part) => axis.valueAt(part))).toEqual([
      'adam',
      'adam',
      'sgd',
      'lion',
      'lion',
      'adam',
    ]);
  });
});

describe('the scale of a metric', () => {
  it('is logarithmic where that was chosen, or where positive values span three decades, and never for others', () => {
    expect([isLogScale(1, 999, 'auto'), isLogScale(1, 1000, 'auto'), isLogScale(1, 1000, 'linear')]).toEqual([
      false,
      true,
      false,
    ]);
    expect([isLogScale(1, 2, 'log'), isLogScale(0, 1e9, 'log'), isLogScale(-1, 1, 'auto')]).toEqual([
      true,
      false,
      false,
    ]);
    expect(metricAxis({ metric: 'loss', metricScale: 'log' }, [1, 2]).kind).toBe('log');
    expect(metricAxis({ metric: 'loss' }, [1, 5000]).label).toBe('loss (log)');
    expect(metricAxis({ metric: 'loss', metricScale: 'linear' }, [1, 5000]).kind).toBe('linear');
  });
});
