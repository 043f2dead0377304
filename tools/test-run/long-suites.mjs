// What `npm run test:long` runs, and CI with it: the long forms of what `npm test` runs in short, and what has no short form.
// Nearly all are one process that waits for another one, so that two of them fit on two cores.

/** @type {readonly import('./steps.mjs').Step[]} */
export const longSuites = [
  // 10,000 files, and 900 MiB in files of up to 300 MiB.
  { name: 'long uploads to an emulator of Azure storage', script: 'uploads', minutes: 30 },
  // Random sweeps and configs, and the planted bugs; by hand it asks about more.
  { name: 'answers beside the Python class', script: 'conformance', args: '--sweeps 200 --seed 1', minutes: 30 },
  // 34 studies by each of three versions of Optuna into each kind of storage, and 20 experiments of Ray Tune.
  {
    name: 'stores beside the real Optuna and Ray Tune',
    script: 'conformance:stores',
    args: '--studies 34 --experiments 20 --seed 1',
    minutes: 30,
  },
  { name: 'reads through a network that lies', script: 'faults', args: '--calls 3000', minutes: 15 },
  { name: 'submits beside azure-ai-ml', script: 'conformance:azure-v2', args: '--files 300 --seed 1', minutes: 15 },
  { name: 'tests at full length', script: 'test:full', minutes: 20 },
  // Every kind of page, wide and narrow, with axe.
  { name: 'docs in a browser', script: 'test:site', minutes: 20, vitestConfig: 'tests/docs/site/vitest.config.ts' },
  { name: 'a release on a registry of its own', script: 'rehearse-release', minutes: 20 },
  // Clusters of their own, in namespaces: SLURM's packages and Ray are installed where they are missing. A head of Ray has 2 GB.
  {
    name: 'trials on a real SLURM',
    script: 'test:slurm',
    minutes: 20,
    isAlone: true,
    vitestConfig: 'tests/slurm/vitest.config.ts',
  },
  {
    name: 'trials on a real Ray cluster',
    script: 'test:ray',
    minutes: 30,
    isAlone: true,
    vitestConfig: 'tests/ray/vitest.config.ts',
  },
  // What a short form has in every run of CI, or what takes too long there: `npm run test:long -- --all` runs it too.
  {
    name: 'long forms of single tests',
    script: 'soak',
    minutes: 60,
    vitestConfig: 'vitest.soak.config.ts',
    isByHand: true,
  },
  { name: 'the packages on every engine', script: 'test:engines', minutes: 15, isByHand: true },
  {
    name: 'a Ray cluster whose parts are killed',
    script: 'chaos:ray',
    args: '--kills 30 --seed 1',
    minutes: 60,
    isAlone: true,
    isByHand: true,
  },
];
