/**
 * What we refuse although azure-ai-ml sends it, by the name of its variant, with the reason. The table of the documentation is made
 * of the same groups.
 */
export const stricter: ReadonlyMap<string, string> = new Map(
  Object.entries({
    'the service refuses it, an hour later at worst: values out of range': [
      'grid with a uniform',
      'bayesian with a normal',
      'a logbase below 0',
      'no choices',
      'an empty choice',
      'bounds the wrong way round',
      'bounds that are the same',
      'a q of 0',
      'a sigma below 0',
      'a randint to 0',
      'no hyperparameter',
      'a bandit with both',
      'a bandit with neither',
      'median stopping with an interval of 0',
      'truncation of 120',
      'a policy with bayesian',
      'a time of 0',
      'a time below 0',
      'a time that is too long',
      'too many in all',
      'too many at once',
      'a total of -1',
      'a metric without a name',
      'an empty command',
      'an empty description',
      'a name with a blank',
    ],
    'a number would be changed in silence': [
      'a seed that is a fraction',
      'truncation',
      'a total that is a fraction',
      'a 1 in a mapping',
      'a fraction in a mapping',
    ],
    'trials would fail, as a name in the command is that of nothing': [
      'single braces',
      'an unknown hyperparameter',
      'an unknown input in brackets',
    ],
    'no value that a variable of the environment can have': ['variables of every kind'],
    'the type says otherwise than what is there': ['a folder for a file', 'a file for a folder'],
    'code is taken from this machine or from the workspace': ['code on the web', 'code of git'],
    'images are not built yet': ['an environment that is built'],
    'only Python reads such a number': ['a total of whole text'],
    'YAML forbids it, and one of the two would be lost': ['a key twice'],
  }).flatMap(([reason, names]): [string, string][] => names.map((name) => [name, reason])),
);
