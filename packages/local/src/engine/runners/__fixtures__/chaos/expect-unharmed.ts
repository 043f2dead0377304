import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { createRandomSource, type RandomSource } from '@hyperdrive-run/sampling';
import { expect } from 'vitest';
import { makeServiceFolder } from '../../../../service-folder.js';
import { temporaryFolder } from '../../../../storage/__fixtures__/temporary-folder.js';
import { computeToJson } from '../../computes/compute.js';
import { writeComputeFile } from '../../computes/compute-file.js';
import { processesWith } from '../processes-with.js';
import { readChaosRecord, writeChaosScript } from './chaos-record.js';
import { startClusterService } from './cluster-service.js';

/** Something that dies. */
export interface ChaosPart {
  readonly name: string;
  /** Kills it. @returns what brings it back */
  kill(random: RandomSource): Promise<() => Promise<void>>;
}

/** A cluster whose parts die. */
export interface ChaosCluster {
  readonly uri: string;
  /** Beside the service. */
  readonly parts: readonly ChaosPart[];
  /** The names of the parts in the order in which they die, again and again. */
  readonly turns: readonly string[];
  /** The jobs that the engine has not ended. */
  activeJobs(): Promise<readonly string[]>;
}

/** The seed of the usual run; `HYPERDRIVE_CHAOS_SEED` chooses another one. */
const usualSeed = 20_260;

/** How many kills there are, and how many trials a sweep has: `--chaos` of the test commands asks for the long form. */
function sizeOf(): { readonly kills: number; readonly trials: number; readonly seed: number } {
  const { HYPERDRIVE_CHAOS_KILLS: kills, HYPERDRIVE_CHAOS_SEED: seed } = process.env;
  return { kills: Number(kills ?? 4), trials: kills === undefined ? 12 : 40, seed: Number(seed ?? usualSeed) };
}

/**
 * Runs sweeps on a cluster while the service and parts of the cluster are killed, until there were enough kills, and looks at what
 * came of it: no trial has run twice under one id, no acknowledged point is lost, nothing is left running. Prints what happened.
 * @returns how many kills there were
 */
export async function expectUnharmed(cluster: ChaosCluster): Promise<number> {
  const { kills, trials, seed } = sizeOf();
  const random = createRandomSource(seed);
  const folder = await temporaryFolder();
  const [code, notes, ofService] = [
    join(folder, 'code'),
    join(folder, 'notes'),
    makeServiceFolder(join(folder, 'service')),
  ];
  for (const place of [code, notes]) mkdirSync(place);
  const compute = { name: 'cluster', uri: cluster.uri, resources: { cpus: 1 }, setup: [] };
  writeComputeFile(ofService, [{ fields: computeToJson(compute), token: undefined }]);
  const service = await startClusterService({ folder: ofService, code, command: writeChaosScript(code, notes) });
  const ofTheService: ChaosPart = {
    name: 'service',
    async kill() {
      await service.kill();
      return () => service.restart();
    },
  };
  const parts = [ofTheService, ...cluster.parts];
  const killed: string[] = [];
  const sweeps: string[] = [];

  async function submit(): Promise<void> {
    sweeps.push(`HD_${sweeps.length + 1}`);
    await service.submit(sweeps.at(-1) ?? '', trials);
  }
  const isOver = (): boolean => {
    const ended = readChaosRecord(ofService, notes, sweeps.slice(-1)).trials.filter(
      ({ endTime }) => endTime !== undefined,
    );
    return ended.length >= trials - 4;
  };

  await submit();
  for (let kill = 0; kill < kills; kill += 1) {
    await delay(1000 + random.uniform() * 4000);
    if (isOver()) await submit();
    const turn = cluster.turns[kill % cluster.turns.length];
    const part = parts.find(({ name }) => name === turn) ?? ofTheService;
    killed.push(part.name);
    const restore = await part.kill(random);
    await delay(random.uniform() * 2000);
    await restore();
  }
  await service.finish();

  const record = readChaosRecord(ofService, notes, sweeps);
  const said = countEach(
    record.trials.map(({ status, error }) => `${status}${error === undefined ? '' : ` (${error.code ?? ''})`}`),
  );
  process.stdout.write(
    `seed ${seed}: killed ${countEach(killed)}; ${record.trials.length} trials in ${sweeps.length} sweeps: ${said}; ` +
      `${record.acknowledged} points acknowledged, ${record.lost.length} lost; ${record.begunTwice.length} run twice\n`,
  );
  expect(record.begunTwice).toEqual([]);
  expect(record.lost).toEqual([]);
  expect(record.wronglyCompleted).toEqual([]);
  expect(record.trials).toHaveLength(trials * sweeps.length);
  expect(record.trials.filter(({ status }) => status === 'Completed').length).toBeGreaterThan(record.trials.length / 3);
  await expect.poll(() => processesWith(ofService), { timeout: 60_000, interval: 500 }).toEqual([]);
  // What an engine starts late asks a service that is gone for two minutes whether it may run.
  await expect.poll(() => cluster.activeJobs(), { timeout: 240_000, interval: 500 }).toEqual([]);
  return killed.length;
}

function countEach(texts: readonly string[]): string {
  return [...new Set(texts)].map((text) => `${text} ${texts.filter((one) => one === text).length}`).join(', ');
}
