import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { choice, GridParameterSampling, HyperDriveConfig } from '@hyperdrive-run/core/config';
import type { JsonValue } from '@hyperdrive-run/core/json';
import { assembleService } from '../../assemble-service.js';
import { listenOnLoopback } from '../../network/listen.js';
import { garden } from '../../storage/__fixtures__/garden-scope.js';

// The process of `npm run bench:local-trials`: what a trial costs beyond the process that it is.

const { values } = parseArgs({
  options: {
    trials: { type: 'string', default: '200' },
    rounds: { type: 'string', default: '3' },
    'no-node': { type: 'boolean', default: false },
  },
});
const trials = Number(values.trials);
const rounds = Number(values.rounds);
const atOnce = 2;

/** What something took: of the machine's time, and of this process's own, in milliseconds. */
interface Cost {
  readonly wallMs: number;
  readonly cpuMs: number;
}

async function measure(run: () => Promise<void>): Promise<Cost> {
  const before = process.cpuUsage();
  const start = performance.now();
  await run();
  const { user, system } = process.cpuUsage(before);
  return { wallMs: performance.now() - start, cpuMs: (user + system) / 1000 };
}

/** Spawns a command as often as there are trials, some at once, and nothing else. */
async function spawnAll(command: string): Promise<void> {
  let left = trials;
  const work = async (): Promise<void> => {
    for (; left > 0; ) {
      left -= 1;
      await once(spawn('/bin/sh', ['-c', command], { stdio: 'ignore' }), 'exit');
    }
  };
  await Promise.all(Array.from({ length: atOnce }, work));
}

async function xargs(command: string): Promise<void> {
  const script = `seq ${trials} | xargs -P${atOnce} -I_ ${command}`;
  await once(spawn('/bin/sh', ['-c', script], { stdio: 'ignore' }), 'exit');
}

/**
 * What the rounds leave behind, removed at the end: ext4 gives no inode away again for some seconds, and looks at each that
 * was freed before it finds another one.
 */
const folders: string[] = [];

/** Runs a sweep of so many trials in a service of its own. */
async function sweep(command: string): Promise<Cost> {
  const folder = await mkdtemp(join(tmpdir(), 'bench-trials-'));
  folders.push(folder);
  const code = join(folder, 'code');
  await mkdir(code);
  const reached: { address?: string } = {};
  const { engine, fetch, store } = assembleService(
    folder,
    { folder },
    {
      serviceAddress: () => reached.address,
      isServedElsewhere: () => false,
      onError: (error) => {
        throw error;
      },
    },
  );
  const listener = await listenOnLoopback(fetch, 0);
  reached.address = listener.address;
  const config = new HyperDriveConfig({
    hyperparameterSampling: new GridParameterSampling({ x: choice(Array.from({ length: trials }, (_, x) => x)) }),
    primaryMetricName: 'accuracy',
    primaryMetricGoal: 'maximize',
    maxTotalRuns: trials,
    maxConcurrentRuns: atOnce,
    runConfig: { command, code },
  });
  try {
    return await measure(async () => {
      const rawConfig = new Map<string, JsonValue>(config.toWire());
      const { runId } = engine.submit({ scope: garden, config, rawConfig });
      await engine.whenIdle();
      const completed = Array.from(store.childrenOf({ scope: garden, runId })).filter(
        (run) => run.status === 'Completed',
      );
      if (completed.length !== trials) throw new Error(`Only ${completed.length} of ${trials} trials completed.`);
    });
  } finally {
    await engine.close();
    await listener.close();
    store.close();
  }
}

/** The medians of some rounds in turns. */
async function inTurns(
  floor: () => Promise<Cost>,
  ours: () => Promise<Cost>,
): Promise<{ readonly floor: Cost; readonly ours: Cost }> {
  const costs: { floor: Cost; ours: Cost }[] = [];
  for (let round = 0; round < rounds; round += 1) costs.push({ floor: await floor(), ours: await ours() });
  const median = (of: (cost: { floor: Cost; ours: Cost }) => number): number =>
    costs.map(of).toSorted((a, b) => a - b)[Math.floor(rounds / 2)] ?? Number.NaN;
  return {
    floor: { wallMs: median(({ floor: cost }) => cost.wallMs), cpuMs: median(({ floor: cost }) => cost.cpuMs) },
    ours: { wallMs: median(({ ours: cost }) => cost.wallMs), cpuMs: median(({ ours: cost }) => cost.cpuMs) },
  };
}

function print(what: string, floor: number, ours: number, unit: string): void {
  const cells = [
    what.padEnd(44),
    `floor ${floor.toFixed(2).padStart(6)} ${unit}`,
    `ours ${ours.toFixed(2).padStart(6)} ${unit}`,
  ];
  process.stdout.write(`${[...cells, `${(ours / floor).toFixed(2)} x`].join('   ')}\n`);
}

const short = await inTurns(
  () => measure(() => spawnAll('true')),
  () => sweep('true'),
);
print('`true`: CPU of this process a trial', short.floor.cpuMs / trials, short.ours.cpuMs / trials, 'ms');
print(`\`true\` x ${trials}, ${atOnce} at once: wall`, short.floor.wallMs / 1000, short.ours.wallMs / 1000, 's');
if (!values['no-node']) await compareNode();
for (const folder of folders) await rm(folder, { recursive: true, force: true });

async function compareNode(): Promise<void> {
  const node = `${process.execPath} -e 0`;
  const long = await inTurns(
    () => measure(() => xargs(node)),
    () => sweep(node),
  );
  print(
    `\`node -e 0\` x ${trials}, against xargs -P${atOnce}: wall`,
    long.floor.wallMs / 1000,
    long.ours.wallMs / 1000,
    's',
  );
}
