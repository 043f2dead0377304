// How Stryker changes one piece.

/**
 * @param {string} name of the target
 * @param {import('./pieces-of.mjs').Piece} piece
 * @param {string} reportFile Where its result is kept from run to run.
 * @returns {ConstructorParameters<typeof import('@stryker-mutator/core').Stryker>[0]}
 */
export function strykerOptions(name, piece, reportFile) {
  // Read by the configuration of vitest, which its workers load by path.
  process.env['HYPERDRIVE_MUTATION_TARGET'] = name;
  process.env['HYPERDRIVE_MUTATION_PIECE'] = piece.name;
  return {
    testRunner: 'vitest',
    plugins: ['@stryker-mutator/vitest-runner'],
    vitest: { configFile: 'tools/mutation/vitest.config.mjs' },
    mutate: [...piece.mutate],
    // A copy of the repository is changed, not the repository: without what the tests of no target read.
    ignorePatterns: ['/apps', '/docs/site', '/tests/*', '!/tests/azure-v2', '.venv', 'dist', 'coverage'],
    tempDirName: '.stryker-tmp',
    coverageAnalysis: 'perTest',
    // A change in what runs while a module loads is checked by all tests, each in a fresh process: minutes for a constant.
    ignoreStatic: true,
    // What times out counts as found: on a busy machine a change that no test notices must not look like one.
    timeoutMS: 20_000,
    incremental: true,
    incrementalFile: reportFile,
    concurrency: Number(process.env['HYPERDRIVE_MUTATION_WORKERS'] ?? 2),
    reporters: ['progress-append-only', 'clear-text'],
    clearTextReporter: { allowColor: false, logTests: false, reportTests: false, reportScoreTable: false },
    // The score is judged for the whole target.
    thresholds: { high: 100, low: 0, break: null },
  };
}
