/** A bug that a client could have: how it changes what is sent. */
export interface PlantedBug {
  readonly name: string;
  readonly spoil: (body: string, url: string) => string;
}

const inJob = (change: (body: string) => string): PlantedBug['spoil'] => {
  return (body, url) => (/\/jobs\/[^/?]+\?/.test(url) ? change(body) : body);
};

/** Each of them the comparison must notice. */
export const plantedBugs: readonly PlantedBug[] = [
  { name: 'numbers lose their form', spoil: inJob((body) => body.replaceAll(/(\d)\.0([,\]}])/g, '$1$2')) },
  { name: 'literal inputs lose it', spoil: inJob((body) => body.replace('"value":"1.0"', '"value":"1"')) },
  {
    name: 'a key is null instead of left out',
    spoil: inJob((body) => body.replace('"tags":', '"description":null,"tags":')),
  },
  { name: 'a flag is left out', spoil: inJob((body) => body.replace('"isArchived":false,', '')) },
  { name: 'a mode has another case', spoil: inJob((body) => body.replace('"ReadOnlyMount"', '"readOnlyMount"')) },
  { name: 'a folder lacks its slash', spoil: inJob((body) => body.replace('/data/"', '/data"')) },
  { name: 'times are in seconds', spoil: inJob((body) => body.replace('"PT1H30M"', '"5400"')) },
  { name: 'the policy lacks a default', spoil: inJob((body) => body.replace('"slackAmount":0', '"slackAmount":0.0')) },
  {
    name: 'resources are not copied',
    spoil: inJob((body) => body.replace(/,"resources":\{[^}]*\{\}[^}]*\}(?=[,}]*$)/, '')),
  },
  { name: 'the hash of the code has another version', spoil: (body) => body.replace('202208', '"202208"') },
  { name: 'the conda file has another order', spoil: (body) => body.replace('channels:', 'Channels:') },
  { name: 'code is not anonymous', spoil: (body) => body.replace('"isAnonymous":true', '"isAnonymous":false') },
];

/** A file in which each of them shows. */
export const fileForPlantedBugs = {
  trial: `trial:
  code: src
  command: python grow.py \${{search_space.sun}} \${{inputs.one}}
  environment: { image: python, conda_file: conda.yml }
  resources: { instance_count: 2 }`,
  inputs: `inputs:
  one: 1.0
  data: { type: uri_folder, path: data, mode: ro_mount }`,
  search_space: `search_space:
  sun: { type: uniform, min_value: 0.5, max_value: 9.0 }`,
  early_termination: 'early_termination: { type: bandit, slack_factor: 0.1, evaluation_interval: 1 }',
  limits: 'limits: { max_total_trials: 4, timeout: 5400 }',
} as const;
