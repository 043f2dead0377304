import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import path from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { memoryIo } from '../__fixtures__/memory-io.js';
import { temporaryFolder } from '../__fixtures__/temporary-folder.js';
import { writeSweep } from '../__fixtures__/write-sweep.js';
import { runCli } from '../run-cli.js';

let home = '';
let file = '';

async function run(args: readonly string[], options: { readonly isTerminal?: boolean; readonly path?: string } = {}) {
  const env = { ...process.env, HYPERDRIVE_HOME: home, NO_COLOR: '1', PATH: options.path ?? process.env['PATH'] };
  const io = memoryIo({ env, cwd: home, isTerminal: options.isTerminal, columns: 100 });
  const code = await runCli(args, io);
  return { code, ...io.printed };
}

beforeAll(async () => {
  home = await temporaryFolder();
  file = await writeSweep(await temporaryFolder());
});

describe('validate', () => {
  it('says what would run, and runs nothing', async () => {
    const { code, stdout, stderr } = await run(['validate', file]);
    expect({ code, stderr }).toEqual({ code: 0, stderr: 'The file is right; nothing was run.\n' });
    expect(stdout.split('\n')).toEqual([
      'experiment\tgarden',
      'trials\t3 of 3 combinations, 1 at once',
      'sampling\tgrid',
      'searchSpace.x\tchoice(1, 2, 3)',
      'searchSpace.word\tchoice("a\\u001b[2Jb")',
      'primaryMetric\tgain, maximize',
      'earlyTermination\tnone',
      'timeout\tat most 7 d',
      'command\tnode train.mjs ${{search_space.x}} ${{search_space.word}}',
      `code\t${path.join(path.dirname(file), 'code')}`,
      '',
    ]);
    expect(JSON.parse((await run(['list', '--json'])).stdout)).toEqual([]);
  });

  it.each(['random', '{type: random, rule: sobol}', 'bayesian'])(
    'says how many combinations there are, with %s too',
    async (type) => {
      const args = ['validate', file, '--set', `sampling_algorithm=${type}`, '--set', 'limits={max_total_trials: 2}'];
      expect((await run(args)).stdout).toContain('trials\t2 of 3 combinations');
    },
  );

  it('says it to people in columns', async () => {
    const { stdout } = await run(['validate', file], { isTerminal: true });
    expect(stdout).toMatch(
      /^Experiment +garden\nTrials +3 of 3 combinations, 1 at once\nSampling +grid\n {2}x +choice/,
    );
  });

  it('prints a command of several lines as it is, and warns of one that begins with -', async () => {
    const lines = path.join(path.dirname(file), 'lines.yml');
    const text = await readFile(file, 'utf8');
    const command =
      'command: |\n    set -e\n    node train.mjs\n      --x ${{search_space.x}} ${{search_space.word}}\n';
    await writeFile(lines, text.replace(/command: .*\n/, command));
    const { stdout, stderr } = await run(['validate', lines], { isTerminal: true });
    const margin = ' '.repeat('Command     '.length);
    expect(stdout).toContain(
      `Command     set -e\n${margin}node train.mjs\n${margin}  --x \${{search_space.x}} \${{search_space.word}}\nCode`,
    );
    expect(stderr).toContain('trial.command has a line of its own that begins with "-": "--x ${{search_space.x}}');
    expect((await run(['validate', lines])).stdout).toContain('command\tset -e\\nnode train.mjs\\n  --x');
  });

  it('and submit say how many trials run at once where the file does not', async () => {
    const cores = Math.min(100, availableParallelism());
    const many = path.join(path.dirname(file), 'many.yml');
    const text = await readFile(file, 'utf8');
    await writeFile(many, text.replace(/limits: .*/, 'limits:\n  max_total_trials: 500').replace('grid', 'random'));
    const warning = `Warning: ${many}:12:1: limits.max_concurrent_trials is missing: ${cores} trial`;
    const args = ['validate', many, '--json', '--set', 'search_space.x={ type: uniform, min_value: 0, max_value: 1 }'];
    const here = await run(args);
    expect(here.stderr).toContain(warning);
    expect(JSON.parse(here.stdout)).toMatchObject({ trials: 500, atOnce: cores });
    const azure = 'azureml://westeurope/subscriptions/s/resourceGroups/g/workspaces/w';
    const elsewhere = await run([...args, '--set', 'trial.environment=azureml:node:1', '--backend', azure]);
    expect(elsewhere.stderr).not.toContain('max_concurrent_trials');
    expect(JSON.parse(elsewhere.stdout)).toMatchObject({ trials: 500, atOnce: 100 });
    expect((await run(['submit', many, '--set', 'trial.code=nowhere'])).stderr).toContain(warning);
  });

  it('speaks the names of the file, also of what is not advised', async () => {
    const set = (...values: readonly string[]): readonly string[] => values.flatMap((value) => ['--set', value]);
    const space = 'search_space.x={ type: uniform, min_value: 3, max_value: 1 }';
    const wrong = await run(['validate', file, ...set(space, 'early_termination={ type: bandit }')]);
    expect(wrong.stderr).toContain('search_space.x.min_value is 3, but takes a number below max_value, which is 1');
    expect(wrong.stderr).toContain(
      'early_termination.slack_factor is not set, but takes exactly one of it and slack_amount',
    );
    const right = await run(['validate', file, ...set('sampling_algorithm=bayesian', 'limits.timeout=1209600')]);
    expect(right.stderr).toContain('limits.max_total_trials is 3: Bayesian sampling does well with at least 20 trials');
    expect(right.stderr).toContain('limits.timeout is 1209600: Azure ML ends a sweep after 10080 minutes');
    // The folder's own name has letters of both cases.
    expect((wrong.stderr + right.stderr).replaceAll(file, 'sweep.yml')).not.toMatch(/\b[a-z]+[A-Z]\w*/);
  });

  it('names a file that is not YAML as such', async () => {
    const broken = path.join(path.dirname(file), 'broken.yml');
    await writeFile(broken, 'type: sweep\nlimits: [1,\n');
    const { code, stderr } = await run(['validate', broken]);
    expect(code).toBe(2);
    expect(stderr).toMatch(/^Error: .*broken\.yml:3:1: the file is not YAML: Flow sequence [^\n]*\.\n$/);
  });

  it('with --json says it as a document', async () => {
    const args = [
      'validate',
      file,
      '--json',
      '--set',
      'sampling_algorithm={type: random, seed: 3}',
      '--set',
      'computer=x',
    ];
    const { code, stdout } = await run(args);
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({
      valid: true,
      experiment: 'garden',
      trials: 3,
      atOnce: 1,
      sampling: { name: 'RANDOM', parameter_space: { x: ['choice', [[1, 2, 3]]] }, properties: { seed: 3 } },
      primaryMetric: { name: 'gain', goal: 'maximize' },
      earlyTermination: { name: 'Default' },
      warnings: [{ path: 'computer', override: 'computer=x' }],
    });
  });

  it('exits with code 2 for a wrong file and prints everything that is wrong', async () => {
    const args = ['validate', file, '--set', 'limits.max_total_trials=0', '--set', 'objective.goal=best'];
    const printed = await run(args);
    expect({ code: printed.code, stdout: printed.stdout }).toEqual({ code: 2, stdout: '' });
    expect(printed.stderr).toBe(
      [
        'Error: The sweep file has 2 faults:',
        '- --set objective.goal=best: objective.goal is "best", but takes maximize or minimize',
        '- --set limits.max_total_trials=0: limits.max_total_trials is 0, but takes a whole number from 1 to 1000',
        '',
      ].join('\n'),
    );
    const { code, stdout } = await run([...args, '--json']);
    expect(code).toBe(2);
    expect(JSON.parse(stdout)).toMatchObject({
      valid: false,
      file,
      problems: [
        { path: 'objective.goal', got: '"best"' },
        { path: 'limits.max_total_trials', got: '0', line: 12 },
      ],
      warnings: [],
    });
  });

  it('exits with code 2 for a file that does not exist', async () => {
    const { code, stderr } = await run(['validate', 'nothing.yml']);
    expect(code).toBe(2);
    expect(stderr).toContain('The sweep file "nothing.yml" does not exist.');
  });
});

describe('submit --set', () => {
  it('runs what is said instead of the file', async () => {
    const set = [
      'limits.max_total_trials=1',
      'objective.primary_metric=gain',
      'properties={ owner: botany }',
      'name=short',
    ];
    const { code, stdout, stderr } = await run([
      'submit',
      file,
      '--wait',
      '--json',
      ...set.flatMap((text) => ['--set', text]),
    ]);
    expect(code).toBe(0);
    expect(stderr).toContain('Warning: --set name=short: name is no id here');
    const { runId, childrenByStatus } = JSON.parse(stdout);
    expect(childrenByStatus).toEqual({ Completed: 1 });
    expect(JSON.parse((await run(['status', runId, '--json'])).stdout)).toMatchObject({ displayName: 'short' });
  }, 60_000);

  it('finds the programs of the user who submits', async () => {
    const folder = await temporaryFolder();
    await mkdir(path.join(folder, 'bin'));
    await writeFile(path.join(folder, 'bin', 'python'), '#!/bin/sh\necho "my python $*"\n', { mode: 0o755 });
    const args = ['submit', file, '--wait', '--json', '--set', 'trial.command=python train.py'];
    const { stdout } = await run([...args, '--set', 'limits.max_total_trials=1'], { path: path.join(folder, 'bin') });
    const { runId } = JSON.parse(stdout);
    expect((await run(['logs', `${runId}_0`])).stdout).toContain('my python train.py');
  }, 60_000);

  it("runs a component's command with its defaults, and keeps what it writes to its outputs", async () => {
    const folder = await temporaryFolder();
    const script =
      'const [, , data, lr, note, out] = process.argv; fs.writeFileSync(`${out}/w.txt`, [data, lr, note].join());';
    await writeFile(path.join(folder, 'train.mjs'), `import fs from 'node:fs'; ${script}`);
    await writeFile(path.join(folder, 'vines.csv'), '');
    await writeFile(
      path.join(folder, 'train.yml'),
      `type: command
inputs: { data: { type: uri_file }, lr: { type: number, default: 1 }, note: { type: string, default: "a b" } }
outputs: { model: { type: uri_folder } }
code: .
command: node train.mjs \${{inputs.data}} \${{inputs.lr}} \${{inputs.note}} \${{outputs.model}} $[[--x \${{inputs.x}}]]
`.replace('inputs: { ', 'inputs: { x: { type: number, optional: true }, '),
    );
    const sweep = path.join(folder, 'sweep.yml');
    await writeFile(
      sweep,
      `type: sweep
trial: ./train.yml
inputs: { data: { path: azureml:vines:1 } }
sampling_algorithm: grid
search_space: { lr: { type: choice, values: [0.5] } }
objective: { primary_metric: acidity, goal: minimize }
`,
    );
    const set = ['--set', 'inputs.data.path=vines.csv'];
    const { runId, status } = JSON.parse((await run(['submit', sweep, '--wait', '--json', ...set])).stdout);
    expect(status).toBe('Completed');
    const saved = path.join(folder, 'saved');
    expect((await run(['download', `${runId}_0`, '--output', saved])).code).toBe(0);
    expect(await readFile(path.join(saved, 'outputs/model/w.txt'), 'utf8')).toBe(
      `${path.join(folder, 'vines.csv')},0.5,a b`,
    );
  }, 60_000);
});
