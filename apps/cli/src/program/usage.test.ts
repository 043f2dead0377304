import { beforeAll, describe, expect, it } from 'vitest';
import { memoryIo } from '../__fixtures__/memory-io.js';
import { temporaryFolder } from '../__fixtures__/temporary-folder.js';
import { runCli } from '../run-cli.js';
import { problemOf } from './__fixtures__/problem-of-line.js';
import { commandNames } from './command-names.js';

let home = '';

beforeAll(async () => {
  home = await temporaryFolder();
});

async function run(...args: string[]): Promise<{ code: number; stdout: string; stderr: string }> {
  const io = memoryIo({ env: { HYPERDRIVE_HOME: home }, cwd: home });
  const code = await runCli(args, io);
  return { code, ...io.printed };
}

describe('a wrong command line', () => {
  it.each([
    [['statsu', 'HD_1'], "Unknown command 'statsu'.", 'Did you mean status?'],
    [['children', 'HD_1', '--tp', '3'], "Unknown option '--tp'.", 'Did you mean --top?'],
    [['status'], "Missing required argument 'run'.", 'Run "hyperdrive status --help"'],
    [['status', ''], 'runId is "", but takes a non-empty string.', ''],
    [['status', 'a', '1', 'b'], 'Too many arguments', 'hyperdrive status --help'],
    [['status', 'a', 'b'], 'The trial is "b", but takes the number of one, or @best.', '7f3a 12'],
    [['status', '@newest'], '"@newest" names no run.', '@last'],
    [['service', 'start', '--prot', '1'], "Unknown option '--prot'.", 'hyperdrive service start --help'],
    [['children', 'HD_1', '--top', '-1'], '--top is "-1", but takes a whole number of at least 0.', '--top 5'],
    [['children', 'HD_1', '--top', '1.5'], '--top is "1.5"', '--top 5'],
    [['children', 'HD_1', '--top'], "Option '--top <n>' argument missing.", '--help'],
    [['service', 'start', '--port', '70000'], '--port is "70000", but takes a whole number from 0 to 65535.', ''],
    [['service', 'stat'], "Unknown command 'stat'.", 'Did you mean start?'],
    [['service', 'status', '--backend', 'azureml://eu/x'], 'names a service elsewhere', '--backend local'],
    [['list', '--backend', 'local:'], 'without a folder', 'local:<folder>'],
    [
      ['list', '--backend', 'foo:bar'],
      '--backend is "foo:bar", which is no place',
      'local, local:<folder>, azureml://…',
    ],
    [['list', '--backend', 'mongodb://u:s3cret@x?sig=1'], '"mongodb://[redacted]@x?…"', 'file:<path>'],
    [['help', 'statsu'], "Unknown command 'statsu'.", 'hyperdrive --help'],
    [['help', 'service', 'stat'], "Unknown command 'service stat'.", 'hyperdrive service --help'],
    [['list', '--backend', 'azureml://eu/subscriptions/s'], 'resourceGroups', 'It takes local'],
    [['list', '--backend', 'azureml://eu/subscriptions/s'], 'Error: --backend', 'It takes local'],
    [['list', '--experiment', ''], 'experiment is ""', ''],
    [['submit', 'nothing.yml'], 'The sweep file "nothing.yml" does not exist.', 'nothing.yml'],
    [['submit', '.'], 'is a folder', 'type: sweep'],
    [['validate', 'nothing.yml'], 'The sweep file "nothing.yml" does not exist.', 'nothing.yml'],
  ])('%j exits with code 2 and two lines', async (args, what, hint) => {
    const { code, stdout, stderr } = await run(...args);
    expect(code).toBe(2);
    expect(stdout).toBe('');
    const [first, second, ...others] = stderr.split('\n');
    expect(first).toMatch(/^Error: /);
    expect(stderr).toContain(what);
    expect(second).toContain(hint);
    expect(second).not.toBe('');
    expect(others).toEqual(['']);
  });

  it('without any command prints the help to stderr and exits with code 2', async () => {
    const { code, stdout, stderr } = await run();
    expect(code).toBe(2);
    expect(stdout).toBe('');
    expect(stderr).toContain('Usage: hyperdrive');
  });
});

describe('a right command line whose objects are wrong', () => {
  const nowhere = 'azureml+http://127.0.0.1:9/subscriptions/s/resourceGroups/g/workspaces/w';

  it.each([[['status', 'HD_nowhere'], 'HD_nowhere', 'list']])(
    '%j exits with code 1 and two lines',
    async (args, what, hint) => {
      const { code, stdout, stderr } = await run(...args);
      expect(code).toBe(1);
      expect(stdout).toBe('');
      expect(stderr.split('\n')).toHaveLength(3);
      expect(stderr.split('\n')[0]).toContain(what);
      expect(stderr.split('\n')[1]).toContain(hint);
    },
  );

  it('names the address of a service that is down, and how to start it', {
    tags: ['full'],
    timeout: 90_000,
  }, async () => {
    const { code, stderr } = await run('status', 'HD_1', '--backend', nowhere);
    expect(code).toBe(1);
    expect(stderr).toContain('http://127.0.0.1:9 could not be reached');
    expect(stderr.split('\n')[1]).toContain('hyperdrive service start');
  });
});

describe('help and version', () => {
  it('--help names every command, and not the hidden one', async () => {
    const { code, stdout } = await run('--help');
    expect(code).toBe(0);
    for (const name of [
      'submit',
      'status',
      'children',
      'best',
      'hyperparameters',
      'metrics',
      'cancel',
      'logs',
      'list',
      'service',
      'dashboard',
    ]) {
      expect(stdout).toMatch(new RegExp(`^ {2}${name}\\b`, 'm'));
    }
    expect((await run('service', '--help')).stdout).not.toMatch(/^ {2}run\b/m);
  });

  it.each([['-h'], ['help'], ['--help']])('%s prints the list of commands', async (...args) => {
    const { code, stdout, stderr } = await run(...args);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toBe((await run('--help')).stdout);
  });

  it.each([
    ['help', 'children'],
    ['children', '-h'],
  ])('%s %s prints how the command is used, with an example, and points at what all commands take', async (...args) => {
    const { code, stdout } = await run(...args);
    expect(code).toBe(0);
    expect(stdout).toContain('Usage: hyperdrive children');
    expect(stdout).toContain('\n  hyperdrive children SWEEP --top 5\n');
    expect(stdout).toContain('hyperdrive --help');
    expect(stdout).not.toContain('--primary-metric');
  });

  it('has an example for every command', async () => {
    const { stdout } = await run('--help');
    const names = [...stdout.matchAll(/^ {2}(\w+) /gm)]
      .map(([, name]) => name ?? '')
      .filter((name) => /^[a-z]+$/.test(name));
    expect(names.length).toBeGreaterThan(20);
    for (const name of names.filter((each) => !['help', 'service', 'compute', 'backend'].includes(each))) {
      expect({ name, help: (await run(name, '--help')).stdout }).toEqual({
        name,
        help: expect.stringMatching(/Examples?:\n/),
      });
    }
    const below = {
      service: ['start', 'stop', 'status'],
      compute: ['add', 'list', 'remove', 'check'],
      backend: ['add', 'use', 'list', 'remove', 'login'],
    };
    for (const [group, commands] of Object.entries(below)) {
      for (const name of commands) {
        expect((await run(group, name, '--help')).stdout).toMatch(
          new RegExp(`Examples?:\\n {2}hyperdrive ${group} ${name}`),
        );
      }
    }
  });

  it('has only examples that are right command lines', async () => {
    // What they would do is left out: each command line ends with what is asked for before anything is done.
    const names = commandNames.filter((name) => !['help', '__complete'].includes(name));
    let count = 0;
    for (const name of names) {
      const below =
        (await run(name, '--help')).stdout.match(/^ {2}(start|stop|status|add|list|remove|check|use|login)\b/gm) ?? [];
      const commands = ['service', 'compute', 'backend'].includes(name)
        ? below.map((line) => [name, line.trim()])
        : [[name]];
      for (const words of commands) {
        const { stdout } = await run(...words, '--help');
        for (const [, line = ''] of stdout.matchAll(/^ {2}hyperdrive (.+)$/gm)) {
          const typed = line
            .replace(/ ?[|<]>? .*$| >> .*$/, '')
            .split(' ')
            .map((word) => word.replaceAll("'", ''));
          expect({ line, words: typed.slice(0, words.length) }).toEqual({ line, words });
          expect({ line, problem: problemOf(typed) }).toEqual({ line, problem: undefined });
          count += 1;
        }
      }
    }
    expect(count).toBeGreaterThan(50);
  });

  it.each(['-V', '-v', '--version'])('%s prints the version of the package', async (option) => {
    expect(await run(option)).toMatchObject({ code: 0, stdout: expect.stringMatching(/^\d+\.\d+\.\d+\n$/) });
  });

  it('--version prints the version of the package', async () => {
    expect(await run('--version')).toMatchObject({ code: 0, stdout: expect.stringMatching(/^\d+\.\d+\.\d+\n$/) });
    expect(await run('status', '--version')).toMatchObject({ code: 0 });
  });
});

describe('--verbose', () => {
  it('shows where an error comes from, as HYPERDRIVE_DEBUG does', async () => {
    expect((await run('status', 'HD_nowhere', '--verbose')).stderr).toMatch(/\n {4}at /);
    const io = memoryIo({ env: { HYPERDRIVE_HOME: home, HYPERDRIVE_DEBUG: '1' } });
    await runCli(['status', 'HD_nowhere'], io);
    expect(io.printed.stderr).toMatch(/\n {4}at /);
  });
});
