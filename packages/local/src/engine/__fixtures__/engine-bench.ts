import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { dirname, join } from 'node:path';
import {
  choice,
  GridParameterSampling,
  HyperDriveConfig,
  type HyperDriveConfigOptions,
} from '@hyperdrive-run/core/config';
import type { JsonValue } from '@hyperdrive-run/core/json';
import type { TrialDefinition } from '@hyperdrive-run/core/trial';
import { onTestFinished } from 'vitest';
import { garden } from '../../storage/__fixtures__/garden-scope.js';
import { temporaryFolder } from '../../storage/__fixtures__/temporary-folder.js';
import type { SqliteDatabaseOptions } from '../../storage/database/sqlite-database.js';
import { createRunFiles } from '../../storage/files/disk-run-files.js';
import type { RunFiles } from '../../storage/files/run-files.js';
import type { RunKey } from '../../storage/run-key.js';
import type { RunStore } from '../../storage/run-store.js';
import type { StoredRun } from '../../storage/runs/stored-run.js';
import { openRunStore } from '../../storage/sqlite-run-store.js';
import { createSweepEngine, type SweepEngineOptions } from '../create-sweep-engine.js';
import { createProcessTrialRunner } from '../runners/process/process-trial-runner.js';
import type { TrialRunner } from '../runners/trial-runner.js';
import type { SubmitSweepRequest, SweepEngine } from '../sweep-engine.js';

/** A grid over one hyperparameter, `x`. */
export function grid(...values: number[]): GridParameterSampling {
  return new GridParameterSampling({ x: choice(values) });
}

/** What a config of a test says of its own; the rest is two trials of a grid. */
export type BenchConfig = Partial<HyperDriveConfigOptions> & { readonly trial?: Partial<TrialDefinition> };

/** An engine on a real store in a folder of the test's own, with a script that logs over real HTTP. */
export interface EngineBench {
  readonly folder: string;
  readonly store: RunStore;
  readonly files: RunFiles;
  readonly engine: SweepEngine;
  /** The folder of the trials' code. */
  readonly code: string;
  /** Where trials log. */
  readonly address: string;
  /** The environment that `log.mjs` needs. */
  trialEnvironment(runId: string): Readonly<Record<string, string>>;
  writeCode(path: string, text: string): void;
  config(config?: BenchConfig): HyperDriveConfig;
  submit(config?: BenchConfig, request?: Partial<SubmitSweepRequest>): StoredRun;
  /** Submits a sweep and answers it and its trials once it has ended. */
  runToEnd(
    config?: BenchConfig,
    request?: Partial<SubmitSweepRequest>,
  ): Promise<{ readonly runId: string; readonly parent: StoredRun; readonly children: readonly StoredRun[] }>;
  /** The text of a kept file of a run. */
  readKept(runId: string, path: string): string;
  key(runId: string): RunKey;
  children(parentId: string): readonly StoredRun[];
  /** Resolves once a run is in one of the states, or at once where it is. */
  whenStatus(runId: string, ...statuses: readonly string[]): Promise<StoredRun>;
  /** Another engine on the same store, as after a restart. */
  restart(): SweepEngine;
}

/** Options of an engine, and how it runs trials: by default as processes that have 2 s to end. */
export type BenchOptions = Partial<SweepEngineOptions> & {
  readonly runner?: TrialRunner | undefined;
  readonly graceMs?: number | undefined;
};

export async function createEngineBench(
  { runner, graceMs = 2000, ...options }: BenchOptions = {},
  database: SqliteDatabaseOptions = {},
): Promise<EngineBench> {
  const folder = await temporaryFolder();
  const code = join(folder, 'code');
  mkdirSync(code);
  const store = openRunStore({ ...database, file: join(folder, 'runs.db') });
  const files = createRunFiles(folder);
  const key = (runId: string): RunKey => ({ scope: garden, runId });

  // Logs what trials send: /log?metric=value.
  const server = createServer((request, response) => {
    const url = new URL(request.url ?? '', 'http://localhost');
    const runId = request.headers.authorization ?? '';
    for (const [name, value] of url.searchParams) {
      store.appendMetricRows(key(runId), [
        {
          metricId: crypto.randomUUID(),
          name,
          metricType: 'azureml.v1.scalar',
          columns: new Map([[name, 'double']]),
          data: new Map([[name, Number(value)]]),
          time: new Date(),
        },
      ]);
    }
    response.end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = address !== null && typeof address === 'object' ? address.port : 0;
  const serviceAddress = `http://127.0.0.1:${port}`;

  const createEngine = (): SweepEngine =>
    createSweepEngine({
      store,
      files,
      runners: [runner ?? createProcessTrialRunner({ files, graceMs, environment: options.environment })],
      issueRunToken: ({ runId }) => ({ token: runId, expiryTime: new Date(Date.UTC(2040, 0)) }),
      serviceAddress: () => serviceAddress,
      experimentId: ({ experimentName }) => `id-of-${experimentName}`,
      workspaceId: ({ workspaceName }) => `id-of-${workspaceName}`,
      onError: (error) => {
        throw error;
      },
      ...options,
    });
  const engine = createEngine();
  const engines = [engine];
  onTestFinished(async () => {
    for (const each of engines) await each.close();
    await new Promise((resolve) => server.close(resolve));
    store.close();
  });

  function writeCode(path: string, text: string): void {
    mkdirSync(dirname(join(code, path)), { recursive: true });
    writeFileSync(join(code, path), text);
  }
  writeCode(
    'log.mjs',
    `const [, , query] = process.argv;
     const { AZUREML_SERVICE_ENDPOINT: address, AZUREML_RUN_TOKEN: authorization } = process.env;
     await fetch(address + '/log?' + query, { headers: { authorization } });`,
  );

  function config({ trial, ...given }: BenchConfig = {}): HyperDriveConfig {
    return new HyperDriveConfig({
      hyperparameterSampling: new GridParameterSampling({ x: choice(1, 2) }),
      primaryMetricName: 'accuracy',
      primaryMetricGoal: 'maximize',
      maxTotalRuns: 10,
      maxConcurrentRuns: 2,
      runConfig: { command: 'true', code, ...trial },
      ...given,
      validate: true,
    });
  }

  const submit: EngineBench['submit'] = (given, request) => {
    const made = config(given);
    const rawConfig = new Map<string, JsonValue>(made.toWire());
    return engine.submit({ scope: garden, config: made, rawConfig, ...request });
  };
  const children: EngineBench['children'] = (parentId) => Array.from(store.childrenOf(key(parentId)));

  return {
    folder,
    store,
    files,
    engine,
    code,
    address: serviceAddress,
    trialEnvironment: (runId) => ({
      PATH: process.env['PATH'] ?? '',
      AZUREML_SERVICE_ENDPOINT: serviceAddress,
      AZUREML_RUN_TOKEN: runId,
    }),
    writeCode,
    config,
    key,
    submit,
    async runToEnd(given, request) {
      const submitted = submit(given, request);
      await engine.whenIdle();
      const { runId } = submitted;
      return { runId, parent: store.getRun(key(runId)) ?? submitted, children: children(runId) };
    },
    readKept: (runId, path) => readFileSync(join(files.folderOf(key(runId)), path), 'utf8'),
    children,
    whenStatus(runId, ...statuses) {
      return new Promise((resolve) => {
        const check = (): boolean => {
          const run = store.getRun(key(runId));
          if (run === undefined || !statuses.includes(run.status)) return false;
          resolve(run);
          return true;
        };
        if (check()) return;
        const unsubscribe = store.subscribe(() => check() && unsubscribe());
      });
    },
    restart() {
      const next = createEngine();
      engines.push(next);
      return next;
    },
  };
}
