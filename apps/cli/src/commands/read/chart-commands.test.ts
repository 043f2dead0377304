import { createHash } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { localWorkspace } from '@hyperdrive-run/local';
import { loadRuns } from '@hyperdrive-run/local/testing';
import { beforeAll, describe, expect, it } from 'vitest';
import { memoryIo } from '../../__fixtures__/memory-io.js';
import { temporaryFolder } from '../../__fixtures__/temporary-folder.js';
import { runCli } from '../../run-cli.js';

let home = '';
const sweep = 'HD_0f3a';
const hostile = '<img src=x onerror=alert(1)>';

async function run(args: readonly string[], isTerminal = false) {
  const io = memoryIo({
    env: { ...process.env, HYPERDRIVE_HOME: home, NO_COLOR: '1' },
    cwd: home,
    columns: 80,
    isTerminal,
  });
  const code = await runCli(args, io);
  return { code, ...io.printed };
}

/** A sweep whose every word is markup, with twelve trials of which one failed. */
beforeAll(async () => {
  home = await temporaryFolder();
  const scope = { ...localWorkspace, experimentName: `${hostile}-garden` };
  const at = (minute: number) => new Date(Date.UTC(2026, 0, 1, 0, minute));
  const config = {
    name: 'RANDOM',
    parameter_space: {
      lr: ['loguniform', [-9, -1]],
      [hostile]: ['choice', [['</style><script>alert(2)</script>', 'b']]],
    },
  };
  const tags = new Map([
    ['generator_config', JSON.stringify(config)],
    ['policy_config', JSON.stringify({ name: 'Bandit', properties: { slack_factor: 0.5, evaluation_interval: 1 } })],
    ['primary_metric_config', JSON.stringify({ name: 'acc"<b>', goal: 'maximize' })],
  ]);
  const children = Array.from({ length: 12 }, (_, number) => {
    const lr = Math.exp(-9 + (8 * number) / 11);
    const parameters = JSON.stringify({ lr, [hostile]: number % 2 === 0 ? 'b' : '</style><script>alert(2)</script>' });
    tags.set(`${sweep}_${number}`, parameters);
    const isFailed = number === 5;
    return {
      scope,
      runId: `${sweep}_${number}`,
      parentRunId: sweep,
      status: isFailed ? 'Failed' : 'Completed',
      startTime: at(number),
      endTime: at(number + 2),
      error: isFailed ? { code: 'UserError', message: `<script>alert(3)</script>\nexit code 1` } : undefined,
      metricRows: isFailed
        ? []
        : [0.5, 0.75, 1].map((part, step) => ({
            metricId: `${sweep}_${number}_${step}`,
            name: 'acc"<b>',
            metricType: 'azureml.v1.scalar',
            columns: new Map([['acc"<b>', 'double']]),
            data: new Map([['acc"<b>', (part * (number + 1)) / 12]]),
            step,
            time: at(number + step / 2),
          })),
    };
  });
  loadRuns(home, [
    {
      scope,
      runId: sweep,
      runType: 'hyperdrive',
      displayName: hostile,
      status: 'Completed',
      startTime: at(0),
      endTime: at(14),
      tags,
    },
    ...children,
  ]);
});

describe('hyperdrive plot', () => {
  it('writes an SVG to a pipe, in which names are text', async () => {
    const { code, stdout } = await run(['plot', sweep, '--kind', 'slice']);
    expect(code).toBe(0);
    expect(stdout).toMatch(/^<svg [\s\S]*<\/svg>\n$/u);
    expect(stdout).not.toContain('<img');
    expect(stdout).not.toContain('<script');
  });

  it.each(['best', 'curves', 'slice', 'parallel', 'importance', 'contour', 'timeline', 'distribution'])(
    'draws the kind %s',
    async (kind) => {
      const { code, stdout } = await run(['plot', sweep, '--kind', kind]);
      expect(code).toBe(0);
      expect(stdout).toContain('<path');
    },
  );

  it('saves a file, and writes over one with --force only', async () => {
    const file = path.join(home, 'best.svg');
    expect(await run(['plot', sweep, '--output', 'best.svg'])).toMatchObject({ code: 0, stdout: `${file}\n` });
    expect(await readFile(file, 'utf8')).toContain('<svg');
    await writeFile(file, 'mine');
    expect(await run(['plot', sweep, '--output', 'best.svg'])).toMatchObject({ code: 1, stdout: '' });
    expect(await readFile(file, 'utf8')).toBe('mine');
    expect(await run(['plot', sweep, '--output', 'best.svg', '--force'])).toMatchObject({ code: 0 });
  });

  it('shows no markup on a terminal, and the rows behind a chart with --json', async () => {
    expect(await run(['plot', sweep], true)).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('Name a file with --output.'),
    });
    const { stdout } = await run(['plot', sweep, '--kind', 'curves', '--trial', '3', '--json'], true);
    expect(JSON.parse(stdout)).toMatchObject({ kind: 'curves', rows: [{ trial: '3', 'values logged': 1 }, {}, {}] });
  });

  it.each([
    [['--trial', '99'], 'The sweep has no trial "99".'],
    [['--kind', 'slice', '--hyperparameter', 'depth'], 'No trial has the hyperparameter "depth".'],
    [['--kind', 'slice', '--over', 'time'], '--over and --kind slice cannot be used together.'],
    [['--over', 'space'], '--over is "space", but takes trials, time.'],
    [['--kind', 'pie'], '--kind'],
    [['--width', '3'], '--width is 3, but takes at least 120.'],
  ])('refuses %j', async (args, message) => {
    const { code, stderr } = await run(['plot', sweep, ...args]);
    expect(code).toBe(2);
    expect(stderr).toContain(message);
  });
});

describe('hyperdrive report', () => {
  it('writes one file that loads and runs nothing, in which names are text', async () => {
    const file = path.join(home, 'report.html');
    const { code, stdout } = await run(['report', sweep, '--output', 'report.html']);
    expect({ code, stdout }).toEqual({ code: 0, stdout: `${file}\n` });
    const report = await readFile(file, 'utf8');
    expect(report).not.toMatch(/<(?:img|script|link|iframe|b>)|\son[a-z]+="|(?:src|href)="/u);
    expect(report).toContain('&lt;img src=x onerror=alert(1)&gt;');
    expect(report).toContain('&lt;script&gt;alert(3)&lt;/script&gt;');
    expect(report.match(/<svg /gu)).toHaveLength(8);
    const [, style = ''] = /<style>([\s\S]*?)<\/style>/u.exec(report) ?? [];
    const hash = createHash('sha256').update(style).digest('base64');
    expect(report).toContain(`content="default-src &#39;none&#39;; style-src &#39;sha256-${hash}&#39;;`);
  });

  it('is named after the sweep where no file is named, and writes over none', async () => {
    const file = path.join(home, `${sweep}.html`);
    expect(await run(['report', sweep])).toMatchObject({ code: 0, stdout: `${file}\n` });
    expect(await run(['report', sweep])).toMatchObject({ code: 1, stderr: expect.stringContaining('exists already') });
    const { code, stdout } = await run(['report', sweep, '--force', '--json']);
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ runId: sweep, path: file });
  });

  it('draws by another metric that is named', async () => {
    const { code, stderr } = await run([
      'report',
      sweep,
      '--primary-metric',
      'loss',
      '--goal',
      'minimize',
      '--output',
      'loss.html',
    ]);
    expect({ code, stderr }).toMatchObject({ code: 0 });
    expect(await readFile(path.join(home, 'loss.html'), 'utf8')).toContain('No trial is the best');
  });
});
