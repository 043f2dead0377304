import { spawnSync } from 'node:child_process';
import { mkdir, symlink, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import path from 'node:path';
import { localWorkspace } from '@hyperdrive-run/local';
import { loadRuns } from '@hyperdrive-run/local/testing';
import { beforeAll, describe, expect, inject, it, onTestFinished } from 'vitest';
import { memoryIo } from '../__fixtures__/memory-io.js';
import { temporaryFolder } from '../__fixtures__/temporary-folder.js';
import { runCli } from '../run-cli.js';
import { shells } from './shell-scripts.js';

let folder = '';
let env: Readonly<Record<string, string>> = {};

beforeAll(async () => {
  folder = await temporaryFolder();
  env = {
    HYPERDRIVE_HOME: path.join(folder, 'home'),
    HYPERDRIVE_CONFIG: path.join(folder, 'config'),
    // A busy machine takes longer than a person at a prompt would wait.
    HYPERDRIVE_COMPLETION_MS: '60000',
  };
  const scope = { ...localWorkspace, experimentName: 'garden' };
  const tags = new Map([['_aml_system_primary_metric_config', '{"name": "gain", "goal": "maximize"}']]);
  const trial = (number: number) => ({
    scope,
    runId: `HD_7f3a-1_${number}`,
    parentRunId: 'HD_7f3a-1',
    status: 'Completed',
    startTime: new Date(2026, 0, 1 + number),
  });
  loadRuns(path.join(folder, 'home'), [
    { scope, runId: 'HD_7f3a-1', runType: 'hyperdrive', status: 'Completed', tags },
    { scope, runId: 'HD_8c00-2', runType: 'hyperdrive', status: 'Running', tags },
    ...[0, 1, 10].map(trial),
  ]);
  await runCli(['backend', 'add', 'lab', 'mlflow+https://lab.example'], memoryIo({ env }));
});

/** The words that may be typed in place of the last one. */
async function completed(...words: string[]): Promise<readonly string[]> {
  return completedWithin(env['HYPERDRIVE_COMPLETION_MS'], ...words);
}

async function completedWithin(ms: string | undefined, ...words: string[]): Promise<readonly string[]> {
  const io = memoryIo({ env: { ...env, HYPERDRIVE_COMPLETION_MS: ms }, cwd: folder });
  expect(await runCli(['__complete', '--', ...words], io)).toBe(0);
  expect(io.printed.stderr).toBe('');
  return io.printed.stdout.split('\n').flatMap((line) => line.split('\t')[0] || []);
}

describe('what may be typed', () => {
  it.each([
    [['stat'], ['status']],
    [
      ['service', 's'],
      ['start', 'stop', 'status'],
    ],
    [['children', '--re'], ['--reverse']],
    [['children', '--json', '--backe'], ['--backend']],
    [
      ['best', '--goal', ''],
      ['maximize', 'minimize'],
    ],
    [['export', 'HD_1', '--format', 'n'], ['ndjson']],
    [
      ['status', ''],
      ['HD_7f3a-1', 'HD_8c00-2', '@last', '@best'],
    ],
    [['status', 'HD_8'], ['HD_8c00-2']],
    [['status', '7f'], ['7f3a-1']],
    [
      ['status', '@'],
      ['@last', '@best'],
    ],
    [
      ['status', '7f3a-1_'],
      ['7f3a-1_0', '7f3a-1_1', '7f3a-1_10'],
    ],
    [
      ['logs', '7f3a', ''],
      ['0', '1', '10', '@best'],
    ],
    [
      ['logs', '7f3a', '1'],
      ['1', '10'],
    ],
    [['list', '--experiment', ''], ['garden']],
    [['list', '--profile', ''], ['lab']],
    [['backend', 'use', ''], ['lab']],
    [['backend', 'add', ''], []],
    [
      ['list', '--backend', 'loc'],
      ['local', 'local:'],
    ],
    [['submit', '--resume-from', 'HD_7'], ['HD_7f3a-1']],
    [['submit', ''], ['files']],
    [['import', 'x'], ['files']],
    [['export', 'HD_1', '--output', ''], ['files']],
    [['completion', ''], [...shells]],
    [
      ['help', 'comp'],
      ['compare', 'completion', 'compute'],
    ],
    [['watch', 'HD_1', ''], []],
  ])('%j', async (words, expected) => {
    const found = await completed(...words);
    expect(found.toSorted()).toEqual(expected.toSorted());
  });

  it('is nothing where the backend cannot be asked, is Azure, or is broken', async () => {
    const backends = ['azureml://eu/w', 'mlflow+http://127.0.0.1:9', 'foo:bar', `file:${folder}/none`];
    const found = backends.map((backend) => completedWithin(undefined, 'status', '--backend', backend, ''));
    expect(await Promise.all(found)).toEqual(backends.map(() => []));
    expect(await completed('status', '--profile', 'gone', '')).toEqual([]);
  });

  it('is nothing where the backend does not respond for as long as HYPERDRIVE_COMPLETION_MS says', async () => {
    const silent = createServer(() => undefined);
    await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve));
    onTestFinished(() => {
      silent.closeAllConnections();
      silent.close();
    });
    const address = silent.address();
    const port = typeof address === 'object' && address !== null ? address.port : 0;
    const times = ['50', '0', 'soon', '-1', ''];
    const backend = `mlflow+http://127.0.0.1:${port}`;
    const found = times.map((ms) => completedWithin(ms, 'status', '--backend', backend, ''));
    expect(await Promise.all(found)).toEqual(times.map(() => []));
  });
});

describe.each(shells)('%s', (shell) => {
  it('takes the script, and completes commands, ids and files by it', async (context) => {
    if (spawnSync(shell, ['--version']).error !== undefined) context.skip(`${shell} was not found`);
    const bin = path.join(folder, `bin-${shell}`);
    await mkdir(bin);
    await symlink(inject('program'), path.join(bin, 'hyperdrive'));
    await writeFile(path.join(folder, 'sweep one.yml'), '');
    const { stdout, stderr } = spawnSync(shell, argumentsOf(shell, Object.keys(typed)), {
      cwd: folder,
      env: { ...process.env, ...env, PATH: `${bin}:${process.env['PATH'] ?? ''}`, HOME: folder },
      encoding: 'utf8',
    });
    expect(stderr).toBe('');
    const offered = stdout.split(`${separator}\n`).map((part) => part.split('\n').flatMap(withoutHelp));
    expect(offered.slice(0, -1)).toEqual(Object.values(typed));
  });
});

/** What is typed, and what each shell offers in place of the last word. */
const typed: Readonly<Record<string, readonly string[]>> = {
  'hyperdrive stat': ['status'],
  'hyperdrive status HD_7': ['HD_7f3a-1'],
  'hyperdrive logs 7f3a 1': ['1', '10'],
  'hyperdrive submit sw': ['sweep one.yml'],
  'hyperdrive backend use ': ['lab'],
};

/** Printed after what is offered for a line. */
const separator = '== next line ==';

/** What is offered, without the words beside it that explain it. */
function withoutHelp(line: string): readonly string[] {
  const [word = ''] = line.split('\t');
  return word === '' ? [] : [word];
}

/** Has a shell take the script, complete each line, and print what it would offer. */
function argumentsOf(shell: string, lines: readonly string[]): readonly string[] {
  const next = `printf '%s\\n' '${separator}'`;
  const script = (first: string, complete: (line: string) => string): string =>
    [first, ...lines.flatMap((line) => [complete(line), next])].join('\n');
  if (shell === 'bash') {
    const complete = (line: string): string => {
      const words = line.split(' ');
      const quoted = words.map((word) => `'${word}'`).join(' ');
      return `COMP_LINE='${line}' COMP_POINT=${line.length} COMP_WORDS=(${quoted}) COMP_CWORD=${words.length - 1}; COMPREPLY=(); _hyperdrive; printf '%s\\n' "\${COMPREPLY[@]}"`;
    };
    return ['--norc', '-c', script('eval "$(hyperdrive completion bash)"', complete)];
  }
  if (shell === 'fish') {
    return ['--no-config', '-c', script('hyperdrive completion fish | source', (line) => `complete -C '${line}'`)];
  }
  // What zsh offers goes to its line editor: in its place stands what prints it.
  const offer =
    'compdef() { : }; _describe() { print -l -- "${(@)${(@P)3}%%:*}" }; _files() { print -l -- ${words[CURRENT]}* }';
  const complete = (line: string): string => {
    const words = line.split(' ').map((word) => `'${word}'`);
    return `words=(${words.join(' ')}); CURRENT=${words.length}; _hyperdrive`;
  };
  return ['-f', '-c', script(`${offer}; eval "$(hyperdrive completion zsh)"`, complete)];
}
