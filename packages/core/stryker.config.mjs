// npm run mutation: changes the rules of core one spot at a time and asks whether a test notices.
export default {
  testRunner: 'vitest',
  plugins: ['@stryker-mutator/vitest-runner'],
  vitest: { configFile: 'packages/core/vitest-stryker.config.mjs' },
  mutate: ['packages/core/src/**/*.ts', '!**/*.{test,test-d,bench}.ts', '!packages/core/src/*.ts'],
  // A copy of the repository is changed, not the repository: without what the tests of core do not read.
  ignorePatterns: [
    '/apps',
    '/examples',
    '/packages/transport',
    '/packages/sdk',
    '/packages/local',
    '/packages/sampling',
    '/packages/sweep-file',
    '/tests/conformance',
    '/tests/mlflow',
    '/tests/packed',
    '/tools',
    '.venv',
    'dist',
    'coverage',
  ],
  tempDirName: '.stryker-tmp',
  coverageAnalysis: 'perTest',
  // A mutant in what runs while a module loads is checked by all tests, each in a fresh process: minutes for a constant.
  ignoreStatic: true,
  concurrency: 2,
  reporters: ['progress-append-only', 'clear-text'],
  clearTextReporter: { allowColor: false, logTests: false, reportTests: false },
  // Below 90 percent the command fails.
  thresholds: { high: 95, low: 90, break: 90 },
};
