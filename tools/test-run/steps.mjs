// What `npm test` does after the install, in order. Each step is a script of package.json, so that a failed one can be
// run again alone.

/**
 * @typedef {object} Step
 * @property {string} name
 * @property {string} script The npm script that it runs.
 * @property {boolean} [needsBuild] Whether it looks at what was built; not run where the build failed.
 * @property {boolean} [countsTests] Whether it is vitest, whose tests are counted.
 */

/** @type {readonly Step[]} */
export const steps = [
  { name: 'build', script: 'build' },
  { name: 'types', script: 'typecheck' },
  { name: 'lint', script: 'lint' },
  { name: 'format', script: 'check:format' },
  { name: 'layers', script: 'check:layers' },
  { name: 'option texts', script: 'check:option-docs' },
  { name: 'unused code', script: 'check:unused' },
  { name: 'tests', script: 'test:unit', countsTests: true },
  { name: 'packed installs', script: 'test:packed', needsBuild: true, countsTests: true },
  { name: 'package contents', script: 'check:packages', needsBuild: true },
  { name: 'size', script: 'size', needsBuild: true },
  { name: 'docs', script: 'docs', needsBuild: true },
];
