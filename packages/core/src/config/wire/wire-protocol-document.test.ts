import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { isJsonObject, type JsonObject } from '../../json/json-value.js';
import { parseJson } from '../../json/parse-json.js';
import { HyperDriveConfig } from '../model/hyperdrive-config.js';

/** The example in docs/wire-protocol.md. */
function readExample(): JsonObject {
  const text = readFileSync(new URL('../../../../../docs/wire-protocol.md', import.meta.url), 'utf8');
  const example = parseJson(/```json\n(.*?)```/s.exec(text)?.[1] ?? '');
  if (!isJsonObject(example)) throw new Error('docs/wire-protocol.md has no JSON example');
  return example;
}

describe('the example of a submitted sweep in docs/wire-protocol.md', () => {
  it('is read without a fault or a warning, and written again as it is there', () => {
    const example = readExample();
    const warnings: string[] = [];
    const config = HyperDriveConfig.fromWire(example, { onWarning: (message) => warnings.push(message) });
    expect([...config.violations, ...config.warnings, ...warnings]).toEqual([]);
    const ofTheBackend = ['name', 'user', 'platform'];
    expect(config.toWire()).toEqual(new Map([...example].filter(([key]) => !ofTheBackend.includes(key))));
  });

  it('is read whole', () => {
    expect(HyperDriveConfig.fromWire(readExample())).toMatchObject({
      primaryMetric: { name: 'validation_accuracy', goal: 'maximize' },
      maxTotalRuns: 24,
      maxConcurrentRuns: 2,
      maxDurationMinutes: 60,
      hyperparameterSampling: { kind: 'random', seed: 7, rule: 'random' },
      policy: { kind: 'bandit', slackFactor: 0.1, delayEvaluation: 5 },
      resumeFrom: [{ runScope: { workspaceName: 'greenhouse' } }],
      runConfig: {
        code: '/home/ada/iris',
        environmentVariables: new Map([['OMP_NUM_THREADS', '1']]),
        inputs: new Map<string, unknown>([
          ['data', { type: 'uri_file', path: '/home/ada/iris/iris.csv' }],
          ['seed', { type: 'literal', value: 1 }],
        ]),
        maxDurationSeconds: 600,
        target: 'local',
      },
    });
  });
});
