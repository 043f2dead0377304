import { spawnSync } from 'node:child_process';

/** Where git and its variables are asked. */
export interface GitSurroundings {
  readonly folder: string;
  readonly env: Readonly<Record<string, string | undefined>>;
}

/**
 * The properties by which a job says which commit it was submitted from, as Azure ML's client writes them. Variables such as
 * `AZUREML_GIT_COMMIT` win over git, and no repository needs to be there for them. None at all where the repository's address has
 * a password or a token in it.
 */
export function gitProperties({ folder, env }: GitSurroundings): ReadonlyMap<string, string> {
  const git = (...args: readonly string[]): string | undefined => {
    const { status, stdout } = spawnSync('git', args, {
      cwd: folder,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    return status === 0 ? stdout : undefined;
  };
  const isInside = git('rev-parse', '--is-inside-work-tree')?.trim() === 'true';
  const ask = (variable: string, ...args: readonly string[]): string | undefined => {
    const found = env[variable] || (isInside && args.length > 0 ? git(...args) : undefined);
    return found?.trim() || undefined;
  };
  const url = ask('AZUREML_GIT_REPOSITORY_URI', 'ls-remote', '--get-url');
  if (url !== undefined && /https?:\/\/(?:[^/@]+\/)?[^/@]+@/.test(url)) return new Map();
  const found: readonly (readonly [string, string | undefined])[] = [
    ['mlflow.source.git.repoURL', url],
    ['mlflow.source.git.branch', ask('AZUREML_GIT_BRANCH', 'symbolic-ref', '--short', 'HEAD')],
    ['mlflow.source.git.commit', ask('AZUREML_GIT_COMMIT', 'rev-parse', 'HEAD')],
    [
      'azureml.git.dirty',
      dirtiness(env['AZUREML_GIT_DIRTY'], isInside ? git('status', '--porcelain', '.') : undefined),
    ],
    ['azureml.git.build_id', ask('AZUREML_GIT_BUILD_ID')],
    ['azureml.git.build_uri', ask('AZUREML_GIT_BUILD_URI')],
  ];
  return new Map(found.flatMap(([name, value]): [string, string][] => (value === undefined ? [] : [[name, value]])));
}

function dirtiness(said: string | undefined, status: string | undefined): string | undefined {
  if (said) return ['true', '1'].includes(said.trim().toLowerCase()) ? 'True' : 'False';
  if (status === undefined) return undefined;
  return status === '' ? 'False' : 'True';
}
