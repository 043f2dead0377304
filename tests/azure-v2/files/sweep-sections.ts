/** The sections of a sweep file, each as its YAML text; an empty text leaves the section out. */
export type SweepSections = Readonly<Record<string, string>>;

/** A small file that both clients send: what others are variants of. */
export const plainSections: SweepSections = {
  type: 'type: sweep',
  trial: `trial:
  code: src
  command: python grow.py --sun \${{search_space.sun}} --table \${{inputs.table}} --rows \${{inputs.rows}}
  environment: azureml:greenhouse:4`,
  inputs: `inputs:
  table: { type: uri_file, path: table.csv }
  rows: 3`,
  sampling_algorithm: 'sampling_algorithm: random',
  search_space: `search_space:
  sun: { type: uniform, min_value: 0.5, max_value: 9 }`,
  objective: 'objective: { goal: minimize, primary_metric: frost }',
  limits: 'limits: { max_total_trials: 4, max_concurrent_trials: 2, timeout: 7200 }',
  compute: 'compute: azureml:beds',
};

/** The file with some sections replaced. */
export function sweepText(changes: SweepSections = {}): string {
  return Object.values({ ...plainSections, ...changes })
    .filter((text) => text !== '')
    .map((text) => `${text}\n`)
    .join('');
}

/** The files that those of sweeps name. */
export const plainFiles: Readonly<Record<string, string>> = {
  'src/grow.py': "print('growing')\n",
  'src/beds/rows.py': 'ROWS = 3\n',
  'src/.amlignore': '*.log\n',
  'src/frost.log': 'left out\n',
  'table.csv': 'sun,rain\n1,2\n',
  'data/spring.csv': 'a\n',
  'data/older/winter.csv': 'b\n',
  'conda.yml': `name: greenhouse
channels:
  - conda-forge
dependencies:
  - python=3.10
  - pip:
      - scikit-learn>=1.2,<2
      - "mlflow == 2.9"
variables: { SEASON: "1", WET: 'yes' }
`,
};
