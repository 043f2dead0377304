import { execFileSync } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, it } from 'vitest';
import { temporaryFolder } from '../__fixtures__/temporary-folder.js';
import { gitProperties } from './git-properties.js';

async function repository(
  url: string,
): Promise<{ readonly folder: string; readonly git: (...args: string[]) => string }> {
  const folder = await temporaryFolder();
  const git = (...args: string[]): string => {
    const who = ['-c', 'user.name=Ada', '-c', 'user.email=ada@garden.example'];
    return execFileSync('git', [...who, ...args], { cwd: folder, encoding: 'utf8' });
  };
  git('init', '--quiet', '--initial-branch', 'spring');
  git('remote', 'add', 'origin', url);
  await writeFile(path.join(folder, 'a.txt'), 'a');
  git('add', '.');
  git('commit', '--quiet', '--message', 'Sow');
  return { folder, git };
}

it('says the commit of a folder in a repository, and whether something was changed since', async () => {
  const { folder, git } = await repository('https://garden.example/beds.git');
  const expected = [
    ['mlflow.source.git.repoURL', 'https://garden.example/beds.git'],
    ['mlflow.source.git.branch', 'spring'],
    ['mlflow.source.git.commit', git('rev-parse', 'HEAD').trim()],
  ];
  expect([...gitProperties({ folder, env: {} })]).toEqual([...expected, ['azureml.git.dirty', 'False']]);
  await writeFile(path.join(folder, 'a.txt'), 'b');
  expect([...gitProperties({ folder, env: {} })]).toEqual([...expected, ['azureml.git.dirty', 'True']]);
});

it.each([
  'https://token@garden.example/beds.git',
  'https://ada:token@garden.example/beds.git',
  'http://ada:token@garden.example/beds.git',
])('says nothing where the address of the repository has a token in it: %s', async (url) => {
  const { folder } = await repository(url);
  expect(gitProperties({ folder, env: {} }).size).toBe(0);
});

it('takes what variables say, also outside of a repository', async () => {
  const folder = await temporaryFolder();
  expect(gitProperties({ folder, env: {} }).size).toBe(0);
  const env = { AZUREML_GIT_COMMIT: 'abc', AZUREML_GIT_DIRTY: '1', AZUREML_GIT_BUILD_ID: '7' };
  expect([...gitProperties({ folder, env })]).toEqual([
    ['mlflow.source.git.commit', 'abc'],
    ['azureml.git.dirty', 'True'],
    ['azureml.git.build_id', '7'],
  ]);
});
