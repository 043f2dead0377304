import { expect, it } from 'vitest';
import { defaultExperimentName } from './default-experiment-name.js';

// What `Path(folder).stem.replace(' ', '')` of Python gives, or `Default`.
it.each([
  ['/home/ada/orchard', 'orchard'],
  ['/home/ada/orchard/', 'orchard'],
  ['/home/ada/my old orchard', 'myoldorchard'],
  ['/home/ada/orchard.v2', 'orchard'],
  ['/home/ada/orchard.v2.1', 'orchard.v2'],
  ['/home/ada/.orchard', '.orchard'],
  ['/home/ada/.orchard.v2', '.orchard'],
  ['/home/ada/orchard.', 'orchard.'],
  ['/home/ada/o.x', 'o'],
  ['/home/ada/o.', 'o.'],
  ['/', 'Default'],
  ['/home/ /  ', 'Default'],
])('a job that is submitted from %j without an experiment is one of %j', (folder, name) => {
  expect(defaultExperimentName(folder)).toBe(name);
});
