import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { JsonValue } from '@hyperdrive-run/core/json';
import { garden } from '../../../../storage/__fixtures__/garden-scope.js';
import type { StoredRun } from '../../../../storage/runs/stored-run.js';
import { type BenchConfig, createBenchConfig, grid } from '../../../__fixtures__/bench-config.js';
import { processesWith } from '../../__fixtures__/processes-with.js';
import type { RayService } from './ray-service.js';

/** A sweep of one trial on the compute `ray`. Its command notes each time that it runs, before it does what is asked. */
export interface RaySweep {
  readonly runId: string;
  /** The trials. */
  children(): readonly StoredRun[];
  /** The first trial, once it is in one of the states. */
  untilStatus(...statuses: readonly string[]): Promise<StoredRun>;
  /** Resolves once a command has run: a trial is Running somewhat before, from when it is claimed. */
  untilRun(): Promise<void>;
  /** How often a command has run. */
  countRuns(): number;
  /** The log of a trial. */
  readLog(runId: string): string;
  /** Resolves once the sweep has ended. */
  untilEnded(): Promise<void>;
}

/** @param command what a trial does after it noted that it runs */
export function submitRaySweep(service: RayService, command: string, config: BenchConfig = {}): RaySweep {
  const { folder, engine, store, files } = service;
  const marks = join(folder, 'marks');
  const made = createBenchConfig(join(folder, 'code'), {
    hyperparameterSampling: grid(1),
    ...config,
    trial: {
      target: 'ray',
      environmentVariables: new Map([['MARK_OF_TEST', folder]]),
      ...config.trial,
      command: `printf x >>'${marks}'; ${command}`,
    },
  });
  const rawConfig = new Map<string, JsonValue>(made.toWire());
  const { runId } = engine.submit({ scope: garden, config: made, rawConfig });
  const key = { scope: garden, runId };
  const children = (): readonly StoredRun[] => Array.from(store.childrenOf(key));
  const countRuns = (): number => (existsSync(marks) ? readFileSync(marks, 'utf8').length : 0);
  return {
    runId,
    children,
    async untilRun() {
      while (countRuns() === 0) await delay(50);
    },
    async untilStatus(...statuses) {
      for (;;) {
        const [child] = children();
        if (child !== undefined && statuses.includes(child.status)) return child;
        await delay(50);
      }
    },
    countRuns,
    readLog: (child) =>
      readFileSync(join(files.folderOf({ scope: garden, runId: child }), 'user_logs/std_log.txt'), 'latin1'),
    untilEnded: () => engine.whenIdle(),
  };
}

/** The processes of a test that run: what a trial started has the test's folder in its environment. */
export function processesOf({ folder }: Pick<RayService, 'folder'>): readonly number[] {
  return processesWith(folder);
}
