import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { choice } from '../model/choice.js';
import { HyperDriveConfig } from '../model/hyperdrive-config.js';
import { GridParameterSampling } from '../model/sampling.js';

const needed = {
  hyperparameterSampling: new GridParameterSampling({ a: choice(1) }),
  primaryMetricName: 'm',
  primaryMetricGoal: 'maximize',
  maxTotalRuns: 1,
  runConfig: { command: 'true' },
} as const;

const longest = 43_200 * 60;

describe("a sweep's longest duration", () => {
  it('comes back from the wire as exactly as it was given', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.integer({ min: 1, max: longest }),
          fc.double({ min: 0, max: longest, minExcluded: true, noNaN: true }),
        ),
        (maxDurationSeconds) => {
          const config = new HyperDriveConfig({ ...needed, maxDurationSeconds });
          expect(config.maxDurationMinutes).toBe(Math.ceil(maxDurationSeconds / 60));
          expect(HyperDriveConfig.fromWire(config.toWire())).toMatchObject({
            maxDurationSeconds,
            maxDurationMinutes: config.maxDurationMinutes,
          });
        },
      ),
    );
  });

  it('is written in seconds only where the minutes do not say it', () => {
    const platformOf = (options: object): unknown =>
      new HyperDriveConfig({ ...needed, ...options }).toWire().get('platform_config');
    const seconds = (of: unknown): unknown => (of instanceof Map ? of.get('MaxDurationSeconds') : undefined);
    expect(seconds(platformOf({ maxDurationSeconds: 90 }))).toBe(90);
    expect(seconds(platformOf({ maxDurationSeconds: 120 }))).toBeUndefined();
    expect(seconds(platformOf({ maxDurationMinutes: 2 }))).toBeUndefined();
    expect(seconds(platformOf({ maxDurationMinutes: 5, maxDurationSeconds: 120 }))).toBe(120);
  });

  it('replaces what was read of the same sweep before', () => {
    const platformConfig = new Map([['MaxDurationSeconds', 90]]);
    expect(new HyperDriveConfig({ ...needed, platformConfig }).maxDurationSeconds).toBe(90);
    const changed = new HyperDriveConfig({ ...needed, platformConfig, maxDurationSeconds: 120 });
    expect(HyperDriveConfig.fromWire(changed.toWire()).maxDurationSeconds).toBe(120);
  });

  it.each([0, -1, Number.NaN, Number.POSITIVE_INFINITY, longest + 1])('is refused where it is %s', (seconds) => {
    expect(() => new HyperDriveConfig({ ...needed, maxDurationSeconds: seconds })).toThrow(
      /maxDurationSeconds is .*, but takes a number above 0, at most 2592000/,
    );
  });

  it.each([0, -3, 'soon', Number.NaN, null])('is that of the minutes where the seconds read are %j', (seconds) => {
    const platformConfig = new Map([['MaxDurationSeconds', seconds]]);
    const config = new HyperDriveConfig({ ...needed, maxDurationMinutes: 3, platformConfig });
    expect(config.maxDurationSeconds).toBe(180);
  });
});
