// Long because one sweep that really ran is exported, opened, imported and copied in every way.
import { readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { localWorkspace, startLocalService } from '@hyperdrive-run/local';
import { loadRuns } from '@hyperdrive-run/local/testing';
import { beforeAll, describe, expect, it } from 'vitest';
import { memoryIo } from '../../__fixtures__/memory-io.js';
import { temporaryFolder } from '../../__fixtures__/temporary-folder.js';
import { writeSweep } from '../../__fixtures__/write-sweep.js';
import { runCli } from '../../run-cli.js';

let folder = '';
let home = '';
let id = '';
let file = '';
let sweepFile = '';

interface Output {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

async function run(args: readonly string[], at = home, more: Record<string, string> = {}): Promise<Output> {
  const io = memoryIo({ env: { ...process.env, HYPERDRIVE_HOME: at, NO_COLOR: '1', ...more }, cwd: folder });
  const code = await runCli(args, io);
  return { code, ...io.printed };
}

/** A sweep that really ran, exported with its files. */
beforeAll(async () => {
  folder = await temporaryFolder();
  home = path.join(folder, 'home');
  sweepFile = await writeSweep(await temporaryFolder());
  const submitted = await run(['submit', sweepFile, '--wait', '--json']);
  if (submitted.code !== 0) throw new Error(submitted.stderr);
  id = JSON.parse(submitted.stdout).runId;
  file = path.join(folder, 'sweep.ndjson');
  const exported = await run(['export', id, '--output', 'sweep.ndjson', '--files']);
  if (exported.code !== 0) throw new Error(exported.stderr);
}, 60_000);

/** Every way to read the sweep. */
const questions = (): readonly (readonly string[])[] => [
  ['status', id],
  // Azure ML's answers do not name the experiment of a run that is found in the whole workspace.
  ['status', `${id}_2`, '--experiment', 'garden'],
  ['children', id],
  ['children', id, '--reverse', '--discard-no-metric', '--top', '2'],
  ['best', id],
  ['best', id, '--no-failed'],
  ['best', id, '--explain'],
  ['hyperparameters', id],
  ['metrics', id],
  ['metrics', `${id}_1`],
  ['logs', id],
  ['logs', `${id}_0`],
  ['list'],
];

describe('an exported sweep', () => {
  it('gives the same results of every read command as its service did, as text and as JSON', async () => {
    for (const question of questions()) {
      for (const more of [[], ['--json']]) {
        const here = await run([...question, ...more]);
        const offline = await run([...question, ...more, '--backend', `file:${file}`], '/nowhere');
        expect({ question, ...offline }).toEqual({ question, ...here });
      }
    }
  });

  it('gives back the files of its runs', async () => {
    const { code } = await run(['download', `${id}_1`, '--output', 'offline', '--backend', 'file:sweep.ndjson']);
    expect(code).toBe(0);
    expect(await readFile(path.join(folder, 'offline/outputs/model.json'), 'utf8')).toBe('{"x":2}');
  });

  it('is opened by what else reads, such as watch, and changed by nothing', async () => {
    const offline = ['--backend', `file:${file}`];
    expect((await run(['watch', id, ...offline])).code).toBe(0);
    const canceled = await run(['cancel', id, ...offline]);
    expect(canceled).toMatchObject({ code: 1, stderr: expect.stringContaining('has already ended') });
    const submitted = await run(['submit', sweepFile, ...offline]);
    expect(submitted).toMatchObject({ code: 2, stderr: expect.stringContaining('a file is read only') });
  });

  it('is the same from a file as from its service', async () => {
    // Runs come in order; what they logged, as it arrives.
    const lines = (text: string): string[] => text.split('\n').slice(1).toSorted();
    const again = await run(['export', id, '--files', '--backend', `file:${file}`]);
    expect(lines(again.stdout)).toEqual(lines(await readFile(file, 'utf8')));
  });
});

describe('export', () => {
  it('writes CSV with a row a child, the best first, and a column for each hyperparameter', async () => {
    const { code, stdout } = await run(['export', id, '--format', 'csv']);
    expect(code).toBe(0);
    const rows = stdout
      .trimEnd()
      .split('\n')
      .map((line) => line.split(','));
    expect(rows[0]?.join()).toBe(
      'runId,status,startTime,endTime,bestPrimaryMetric,durationSeconds,failureReason,steps,bestStep,x,word,gain (last),gain (min),gain (max),note \u001B[2J (last),note \u001B[2J (min),note \u001B[2J (max)',
    );
    expect(rows[1]?.slice(6, 13)).toEqual([
      expect.stringContaining('exit code 3'),
      '2',
      '',
      '3',
      'a\u001B[2Jb',
      '0.370370367036',
      '0.370370367036',
    ]);
    expect([rows[1]?.slice(0, 2), rows[1]?.[4], rows[1]?.[13]]).toEqual([[`${id}_2`, 'Failed'], '3.5', '3.5']);
    expect(stdout.match(/^HD_/gm)).toHaveLength(3);
    expect(rows[1]?.[2]).toMatch(/^\d{4}-\d\d-\d\dT.*Z$/);
  });

  it('quotes in CSV what needs it, keeps all digits, and disarms what a spreadsheet would run', async () => {
    const at = path.join(folder, 'odd');
    loadOdd(at);
    const { stdout } = await run(['export', 'HD_odd', '--format', 'csv'], at);
    expect(stdout).toBe(
      'runId,status,startTime,endTime,bestPrimaryMetric,durationSeconds,failureReason,steps,bestStep,' +
        '"a ""b"", c",status (hyperparameter),formula,n,list,gain (last),gain (min),gain (max)\n' +
        'HD_odd_0,Completed,2026-01-01T00:00:00.000Z,,-0.5,,,1,,' +
        '"two\nlines",cold,"\'=HYPERLINK(""http://x"")",9007199254740993,"[1,{""k"":null}]",-0.5,-0.5,-0.5\n',
    );
  });

  it('writes JSON with everything of the children, on stdout or as the document of --json', async () => {
    const { stdout } = await run(['export', id, '--format', 'json']);
    const document = JSON.parse(stdout);
    expect(document).toMatchObject({
      runId: id,
      status: 'Completed',
      experimentName: 'garden',
      primaryMetric: { name: 'gain', goal: 'maximize' },
      children: [
        { runId: `${id}_2`, status: 'Failed', bestPrimaryMetric: 3.5, hyperparameters: { x: 3 } },
        { runId: `${id}_1`, metrics: { gain: [2.5, 0.246_913_578_024] } },
        { runId: `${id}_0` },
      ],
    });
    expect((await run(['export', id, '--json'])).stdout).toBe(stdout);
  });

  it('reports where it wrote, and never writes over a file unasked', async () => {
    const written = await run(['export', id, '--output', 'saved.csv', '--format', 'csv', '--json']);
    const { bytes, ...document } = JSON.parse(written.stdout);
    expect(document).toEqual({ runId: id, format: 'csv', path: path.join(folder, 'saved.csv') });
    expect(bytes).toBe((await readFile(path.join(folder, 'saved.csv'))).length);
    const again = await run(['export', id, '--output', 'saved.csv']);
    expect(again).toMatchObject({ code: 1, stderr: expect.stringContaining('exists already') });
    expect((await run(['export', id, '--output', 'saved.csv', '--force'])).code).toBe(0);
  });

  it('leaves no file behind where it fails', async () => {
    const before = await readdir(folder);
    const { code, stderr } = await run(['export', 'HD_unknown', '--output', 'never.ndjson']);
    expect(code).toBe(1);
    expect(stderr).toContain('HD_unknown');
    expect(await readdir(folder)).toEqual(before);
    expect((await run(['export', id, '--files', '--format', 'csv'])).code).toBe(2);
  });
});

describe('export --to', () => {
  it('copies to a server that speaks MLflow, reports what it could not keep, and copies nothing twice', async () => {
    const other = path.join(folder, 'mlflow home');
    const service = await startLocalService({ folder: other });
    try {
      const { subscriptionId, resourceGroup, workspaceName } = localWorkspace;
      const scope = `subscriptions/${subscriptionId}/resourceGroups/${resourceGroup}/providers/Microsoft.MachineLearningServices/workspaces/${workspaceName}`;
      const uri = `mlflow+${service.address}/mlflow/v2.0/${scope}?experiment=copies`;
      const env = { MLFLOW_TRACKING_TOKEN: service.token, HYPERDRIVE_TOKEN: 's3cret' };
      const copied = await run(['export', id, '--to', uri], home, env);
      expect(copied).toMatchObject({ code: 0, stderr: expect.stringContaining('Copied 4 runs; 6 values.') });
      expect(copied.stderr).toContain('3 × text in metrics, in 3 runs, such as');
      const copyId = copied.stdout.trim();
      const again = JSON.parse((await run(['export', id, '--to', uri, '--json'], home, env)).stdout);
      expect(again).toMatchObject({
        runId: id,
        copyId,
        runs: { created: 0, known: 4 },
        points: { logged: 0, known: 6 },
        ids: { [id]: copyId },
      });
      const best = await run(['best', copyId, '--backend', uri, '--json'], home, env);
      expect(JSON.parse(best.stdout)).toMatchObject({
        runId: again.ids[`${id}_2`],
        bestPrimaryMetric: 3.5,
        hyperparameters: { x: 3 },
      });
    } finally {
      await service.close();
    }
  });

  it('is refused with what is for files, and where no MLflow server is named', async () => {
    expect(await run(['export', id, '--to', 'mlflow+http://x', '--output', 'a'])).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('--to and --output cannot be used together'),
    });
    expect(await run(['export', id, '--to', 'ftp://x'])).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('which is no MLflow server'),
    });
  });
});

describe('import', () => {
  it('puts the sweep into the local service, which then gives the same results of every command', async () => {
    const other = path.join(folder, 'other home');
    const imported = await run(['import', file], other);
    expect(imported).toMatchObject({ code: 0, stdout: `${id}\n`, stderr: expect.stringContaining('3 children') });
    for (const question of questions()) {
      const there = await run([...question, '--json'], other);
      expect({ question, ...there }).toEqual({ question, ...(await run([...question, '--json'])) });
    }
    const { code } = await run(['download', `${id}_1`, '--output', 'imported'], other);
    expect([code, await readFile(path.join(folder, 'imported/outputs/model.json'), 'utf8')]).toEqual([0, '{"x":2}']);
  });

  it('takes sweeps that resumed from one that exists already, one after the other', async () => {
    const other = path.join(folder, 'resumed home');
    const sweeps: string[] = [];
    for (const name of ['second', 'third']) {
      const submitted = await run([
        'submit',
        sweepFile,
        '--wait',
        '--json',
        '--resume-from',
        id,
        '--experiment',
        'garden',
      ]);
      expect(submitted).toMatchObject({ code: 0 });
      const { runId } = JSON.parse(submitted.stdout);
      sweeps.push(runId);
      await run(['export', runId, '--output', `${name}.ndjson`]);
    }
    for (const [index, name] of ['second', 'third'].entries()) {
      expect(await run(['import', `${name}.ndjson`], other)).toMatchObject({ code: 0, stdout: `${sweeps[index]}\n` });
    }
    for (const sweep of sweeps) {
      const best = ['best', sweep, '--explain', '--json'];
      expect(await run(best, other)).toEqual(await run(best));
    }
    expect(await run(['import', file], other)).toMatchObject({ code: 1, stderr: expect.stringContaining(id) });
  });

  it('refuses a sweep that exists already, and changes nothing', async () => {
    const before = await run(['status', id, '--json']);
    const { code, stderr } = await run(['import', file]);
    expect(code).toBe(1);
    expect(stderr).toContain('is there already, so nothing was imported');
    expect(await run(['status', id, '--json'])).toEqual(before);
  });

  it('reports on which line a file is no exported sweep, and that one is missing', async () => {
    const whole = await readFile(file, 'utf8');
    await writeFile(path.join(folder, 'cut.ndjson'), whole.slice(0, whole.length / 2));
    await writeFile(path.join(folder, 'other.csv'), 'runId,status\n');
    for (const [name, words] of [
      ['cut.ndjson', /line|cut short/i],
      ['other.csv', /Line 1 .* is no JSON/],
      ['missing.ndjson', /does not exist/],
      ['.', /is a folder/],
    ] as const) {
      for (const args of [
        ['import', name],
        ['list', '--backend', `file:${name}`],
      ]) {
        const { code, stderr } = await run(args);
        expect({ name, code }).toEqual({ name, code: 1 });
        expect(stderr).toMatch(words);
        expect(stderr.split('\n')).toHaveLength(3);
      }
    }
  });
});

function loadOdd(at: string): void {
  const scope = { ...localWorkspace, experimentName: 'odd' };
  const hyperparameters =
    '{"a \\"b\\", c":"two\\nlines","status":"cold","formula":"=HYPERLINK(\\"http://x\\")","n":9007199254740993,"list":[1,{"k":null}]}';
  const start = new Date('2026-01-01');
  loadRuns(at, [
    {
      scope,
      runId: 'HD_odd',
      runType: 'hyperdrive',
      status: 'Completed',
      startTime: start,
      tags: new Map([
        ['_aml_system_primary_metric_config', '{"name": "gain", "goal": "minimize"}'],
        ['_aml_system_HD_odd_0', hyperparameters],
      ]),
    },
    {
      scope,
      runId: 'HD_odd_0',
      parentRunId: 'HD_odd',
      status: 'Completed',
      startTime: start,
      metricRows: [
        {
          metricId: 'one',
          name: 'gain',
          metricType: 'azureml.v1.scalar',
          columns: new Map([['gain', 'double']]),
          data: new Map([['gain', -0.5]]),
          time: start,
        },
      ],
    },
  ]);
}
