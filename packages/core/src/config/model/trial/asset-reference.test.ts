import { describe, expect, it } from 'vitest';
import { isAssetReference } from './asset-reference.js';

describe('a path', () => {
  it.each(['azureml:iris:1', 'azureml://datastores/d/paths/p', 'https://x.org/a', 'WASBS://c@a/x', 'file://host/x'])(
    'such as %s is a reference',
    (path) => {
      expect(isAssetReference(path)).toBe(true);
    },
  );

  it.each(['/home/ada/iris.csv', 'iris.csv', './a:b', 'C:\\data', 'C:/data', ''])('such as %j is none', (path) => {
    expect(isAssetReference(path)).toBe(false);
  });
});
