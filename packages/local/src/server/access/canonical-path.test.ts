import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonicalPath, isDecodable } from './canonical-path.js';

const name = fc.string({ unit: 'grapheme', minLength: 1 });

describe('canonicalPath', () => {
  it('gives a scope in one encoded segment the same form as a plain one', () => {
    fc.assert(
      fc.property(name, name, (experiment, run) => {
        const e = encodeURIComponent(experiment);
        const r = encodeURIComponent(run);
        const fixed =
          'subscriptions/s/resourceGroups/g/providers/Microsoft.MachineLearningServices/workspaces/w/experiments/';
        const plain = `/hyperdrive/v1.0/${fixed}${e}/runs/${r}/cancel`;
        expect(canonicalPath(plain)).toBe(plain);
        expect(canonicalPath(`/hyperdrive/v1.0/${encodeURIComponent(fixed + experiment)}/runs/${r}/cancel`)).toBe(
          plain,
        );
      }),
    );
  });

  it('writes the fixed words of a scope in one way, and leaves names alone', () => {
    expect(
      canonicalPath(
        '/metric/v2.0/SUBSCRIPTIONS/Sub/resourcegroups/resourcegroups/Providers/microsoft.machinelearningservices/Workspaces/W/runs/R/',
      ),
    ).toBe(
      '/metric/v2.0/subscriptions/Sub/resourceGroups/resourcegroups/providers/Microsoft.MachineLearningServices/workspaces/W/runs/R',
    );
  });

  it('leaves other paths as they are', () => {
    for (const path of ['/discovery', '/', '/a/b/c%2Fd', '/hyperdrive/v1.0/subscriptions%2']) {
      expect(canonicalPath(path)).toBe(path);
    }
  });
});

describe('isDecodable', () => {
  it.each(['%', '/a%zz', '/%E9', '/%ff'])('is false of %s', (path) => expect(isDecodable(path)).toBe(false));
  it.each(['/', '/%25', '/%C3%A9'])('is true of %s', (path) => expect(isDecodable(path)).toBe(true));
});
