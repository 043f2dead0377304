import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { HyperDriveConfig } from '@hyperdrive-run/core/config';
import type { JsonValue } from '@hyperdrive-run/core/json';
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
import { type BenchConfig, createBenchConfig } from './bench-config.js';
import { logScript, startLogServer } from './log-server.js';

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
  /** Submits a sweep and returns it and its trials once it has ended. */
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
  /** Another engine on the same store, as after a restart, with some options of its own. */
  restart(changed?: Partial<SweepEngineOptions>): SweepEngine;
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
  const store = openRunStore({ ...database, file: join(folder, 'runs.db') });
  onTestFinished(() => store.close());
  const files = createRunFiles(folder);
  const address = await startLogServer(store);
  const runners = [runner ?? createProcessTrialRunner({ files, graceMs, environment: options.environment })];
  const { engine, restart } = startEngines({
    ...testIdentity,
    store,
    files,
    runners,
    serviceAddress: () => address,
    ...options,
  });
  writeFile(join(code, 'log.mjs'), logScript);

  const config: EngineBench['config'] = (given) => createBenchConfig(code, given);
  const submit: EngineBench['submit'] = (given, request) => {
    const made = config(given);
    const rawConfig = new Map<string, JsonValue>(made.toWire());
    return engine.submit({ scope: garden, config: made, rawConfig, ...request });
  };
  const children: EngineBench['children'] = (parentId) => Array.from(store.childrenOf(keyOf(parentId)));
  return {
    folder,
    store,
    files,
    engine,
    restart,
    code,
    address,
    config,
    submit,
    children,
    key: keyOf,
    trialEnvironment: (runId) => ({
      PATH: process.env['PATH'] ?? '',
      AZUREML_SERVICE_ENDPOINT: address,
      AZUREML_RUN_TOKEN: runId,
    }),
    writeCode: (path, text) => writeFile(join(code, path), text),
    async runToEnd(given, request) {
      const submitted = submit(given, request);
      await engine.whenIdle();
      const { runId } = submitted;
      return { runId, parent: store.getRun(keyOf(runId)) ?? submitted, children: children(runId) };
    },
    readKept: (runId, path) => readFileSync(join(files.folderOf(keyOf(runId)), path), 'utf8'),
    whenStatus: (runId, ...statuses) => whenStatus(store, keyOf(runId), statuses),
  };
}

const keyOf = (runId: string): RunKey => ({ scope: garden, runId });

/** What the server gives an engine. */
const testIdentity = {
  issueRunToken: ({ runId }: RunKey) => ({ token: runId, expiryTime: new Date(Date.UTC(2040, 0)) }),
  experimentId: ({ experimentName }: { readonly experimentName: string }) => `id-of-${experimentName}`,
  workspaceId: ({ workspaceName }: { readonly workspaceName: string }) => `id-of-${workspaceName}`,
  onError(error: unknown): void {
    throw error;
  },
};

/** An engine, and others on the same store. All are closed at the test's end. */
function startEngines(options: SweepEngineOptions): Pick<EngineBench, 'engine' | 'restart'> {
  const restart: EngineBench['restart'] = (changed) => {
    const engine = createSweepEngine({ ...options, ...changed });
    onTestFinished(() => engine.close());
    return engine;
  };
  return { engine: restart(), restart };
}

function whenStatus(store: RunStore, key: RunKey, statuses: readonly string[]): Promise<StoredRun> {
  return new Promise((resolve) => {
    const check = (): boolean => {
      const run = store.getRun(key);
      if (run === undefined || !statuses.includes(run.status)) return false;
      resolve(run);
      return true;
    };
    if (check()) return;
    const unsubscribe = store.subscribe(() => check() && unsubscribe());
  });
}

function writeFile(path: string, text: string): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
}
