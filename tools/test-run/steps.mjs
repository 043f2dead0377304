// What `npm test` does after the install. Each step is a script of package.json, so that a failed one can be run again
// alone. They run side by side; where several could begin, the first of this list does.

/**
 * @typedef {object} Step
 * @property {string} name
 * @property {string} script The npm script that it runs.
 * @property {readonly string[]} [needs] Steps without whose results it is worth nothing: it waits for them, and is not run
 *   where one failed.
 * @property {readonly string[]} [after] Steps that it waits for, however they end.
 * @property {string} [args] What the script is called with.
 * @property {number} [minutes] After so many it is ended, and has failed.
 * @property {boolean} [isByHand] Whether CI leaves it out.
 * @property {boolean} [isAlone] Whether nothing may run beside it.
 * @property {boolean} [isCached] Whether it depends on nothing but the files of the repository: turbo remembers what passed.
 * @property {string} [vitestConfig] The configuration whose tests it runs.
 * @property {boolean} [countsTests] Whether it is vitest itself, whose tests are counted, and whose output is shown as it comes.
 */

/** @type {readonly Step[]} */
export const steps = [
  { name: 'Python environments', script: 'setup:python' },
  { name: 'build', script: 'build' },
  // What needs neither of them begins at once.
  { name: 'tests of plain code', script: 'test:anywhere', countsTests: true, vitestConfig: 'vitest.config.ts' },
  // Its suites make what they need of the build and of the environments where that is missing: two must not at once.
  {
    name: 'tests with services',
    script: 'test:services',
    after: ['Python environments', 'build'],
    countsTests: true,
    vitestConfig: 'vitest.config.ts',
  },
  { name: 'types', script: 'typecheck' },
  { name: 'lint', script: 'lint', isCached: true },
  {
    name: 'packed installs',
    script: 'test:packed',
    needs: ['build'],
    countsTests: true,
    vitestConfig: 'tests/packed/vitest.config.ts',
  },
  { name: 'layers', script: 'check:layers', isCached: true },
  { name: 'docs', script: 'docs', isCached: true, needs: ['build'] },
  { name: 'package contents', script: 'check:packages', isCached: true, needs: ['build'] },
  { name: 'size', script: 'size', isCached: true, needs: ['build'] },
  { name: 'unused code', script: 'check:unused', isCached: true },
  { name: 'option texts', script: 'check:option-docs', isCached: true },
  { name: 'format', script: 'check:format' },
];
