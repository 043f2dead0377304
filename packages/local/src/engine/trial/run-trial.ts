import { randomUUID } from 'node:crypto';
import { mkdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { type JsonObject, parseTrialCommand, type TrialDefinition, writeJson } from '@hyperdrive-run/core';
import { fullDisk, fullDiskError } from '../../storage/full-disk-error.js';
import { outputsFolder } from '../../storage/run-files.js';
import type { ExperimentScope } from '../../storage/run-key.js';
import type { EngineContext } from '../engine-context.js';
import { withPython } from '../runners/process/active-python.js';
import { withAzuremlFlush } from '../runners/process/azureml-flush.js';
import { prepareOutputs } from '../runners/process/prepare-outputs.js';
import { trialFolders } from '../runners/process/trial-folders.js';
import { prepareWorkFolder, removeWorkFolder } from '../runners/process/work-folder.js';
import type { RunningTrial, TrialExit, TrialLaunch } from '../runners/trial-runner.js';
import { startTimerUntil } from '../sweep/long-timer.js';
import { trialStateToJson } from '../sweep/sweep-state.js';
import type { CodeSnapshot } from './code-snapshot.js';
import { endTrial } from './end-trial.js';
import { placeholderText } from './placeholder-text.js';
import { renderCommand } from './render-command.js';
import { sweepVariables } from './sweep-variables.js';
import { trialEnvironment } from './trial-environment.js';
import { type TrialStop, type TrialVerdict, trialVerdict } from './trial-verdict.js';

/** A trial whose run is stored and which is to run now. */
export interface Trial {
  readonly scope: ExperimentScope;
  readonly runId: string;
  readonly point: JsonObject;
  readonly definition: TrialDefinition;
  readonly snapshot: CodeSnapshot;
  /** Its process, where an earlier service started it. */
  readonly survivor?: RunningTrial | undefined;
}

/** A trial on its way. */
export interface ActiveTrial {
  /**
   * Ends the trial. The first reason stands; a trial that has its verdict keeps it.
   * @returns whether this is the reason that it ends for
   */
  stop(reason: TrialStop): boolean;
  /** Follows it no longer, but lets it run on: `ended` rejects, and who takes the sweep up again finds it. */
  leave(): void;
  /** Resolves with the verdict once it is stored and nothing of the trial runs. Rejects where the store fails. */
  readonly ended: Promise<TrialVerdict>;
}

/** Runs a trial from its preparation, or from where an earlier service left it, to its verdict. Keeps its run up to date. */
export function runTrial(context: EngineContext, trial: Trial): ActiveTrial {
  const { store, files } = context;
  const key = { scope: trial.scope, runId: trial.runId };
  const folders = trialFolders(files, key);
  const outputs = join(folders.kept, outputsFolder);
  let stop: TrialStop | undefined;
  let running = trial.survivor;
  let isOver = false;
  let isLeft = false;
  let leave = (): void => {};
  const left = new Promise<never>((_, reject) => {
    leave = () => {
      isLeft = true;
      // One that is still being prepared comes to an end first, so that nobody else prepares it at the same time.
      if (running !== undefined) reject(followedNoLonger());
    };
  });

  async function prepare(): Promise<Pick<TrialLaunch, 'workFolder' | 'logPath' | 'record'>> {
    await mkdir(dirname(folders.log), { recursive: true, mode: 0o700 });
    await mkdir(folders.launch, { recursive: true, mode: 0o700 });
    const workFolder = await prepareWorkFolder(trial.snapshot, folders);
    await prepareOutputs(outputs, trial.definition.outputs ?? new Map());
    return { workFolder, logPath: folders.log, record: { folder: folders.launch, id: randomUUID() } };
  }

  async function start(): Promise<TrialExit> {
    const place = await prepare().catch((error: unknown) =>
      failedToStart('its working directory cannot be made', error),
    );
    if ('kind' in place) return place;
    const token = await context.issueRunToken(key);
    const textOf = placeholderText({ ...trial, outputsFolder: outputs });
    const { script } = renderCommand(parseTrialCommand(trial.definition.command), textOf);
    const serviceAddress = context.serviceAddress() ?? '';
    const variables = trialEnvironment({
      inherited: context.environment,
      ofDefinition: trial.definition.environmentVariables ?? new Map(),
      ofTrial: sweepVariables(trial, textOf),
      scope: trial.scope,
      runId: trial.runId,
      token,
      serviceAddress,
      experimentId: context.experimentId(trial.scope),
      workspaceId: context.workspaceId(trial.scope),
    });
    const environment = await withPython(variables, join(folders.launch, 'bin'))
      .then((ready) => withAzuremlFlush(ready, join(folders.launch, 'python')))
      .catch((error: unknown) => failedToStart('its environment cannot be made', error));
    if ('kind' in environment) return environment;
    if (stop !== undefined || isLeft) return { kind: 'not-started', reason: 'it was ended before' };
    // Stored before the process exists: a trial that may have run is never started again under the same id.
    store.transaction(() => {
      store.setEngineState(key, trialStateToJson({ launchId: place.record.id, serviceAddress }));
      store.updateRun(key, { status: 'Running', startTime: context.now() });
    });
    running = context.runner.start({ script, environment, ...place });
    const exit = await follow(running);
    if (exit.kind === 'not-started' && exit.isDiskFull === true) throw fullDisk(folders.launch);
    return exit;
  }

  async function follow(process: RunningTrial): Promise<TrialExit> {
    const seconds = trial.definition.maxDurationSeconds;
    const startTime = trial.survivor === undefined ? undefined : store.getRun(key)?.startTime?.getTime();
    const stopTimer =
      seconds === undefined
        ? () => {}
        : startTimerUntil((startTime ?? Date.now()) + seconds * 1000, () => timeOut(seconds));
    try {
      return await process.ended;
    } finally {
      stopTimer();
    }
  }

  function timeOut(afterSeconds: number): void {
    try {
      handle.stop({ kind: 'trial-timed-out', afterSeconds });
    } catch {
      // It is being ended, and where the store still fails then, its verdict says so.
    }
  }

  async function run(): Promise<TrialVerdict> {
    if (running === undefined) store.updateRun(key, { status: 'Preparing' });
    const exit = running === undefined ? await start() : await follow(running);
    if (isLeft) throw followedNoLonger();
    const verdict = trialVerdict(exit, stop);
    isOver = true;
    endTrial(store, key, verdict, context.now());
    await removeWorkFolder(folders);
    return verdict;
  }

  const handle: ActiveTrial = {
    stop(reason) {
      if (stop !== undefined || isOver) return false;
      stop = reason;
      try {
        if (reason.kind === 'service-stopped') return true;
        // First, and with the reason: where this process is killed now, the next one carries on with it.
        const { cancellationReason, addProperties } = trialVerdict({ kind: 'lost' }, reason);
        store.updateRun(key, { status: 'CancelRequested', cancellationReason, addProperties });
        return true;
      } finally {
        running?.end();
      }
    },
    leave,
    ended: Promise.race([run(), left]),
  };
  return handle;
}

function followedNoLonger(): Error {
  return new Error('The trial is followed no longer.');
}

/** @throws StorageError where the disk is full: that is no fault of the trial, which is started once there is room */
function failedToStart(what: string, error: unknown): TrialExit {
  const full = fullDiskError(error);
  if (full !== undefined) throw full;
  return { kind: 'not-started', reason: `${what}: ${error instanceof Error ? error.message : String(error)}` };
}

/** What the run of a trial says of it: the command as a person would type it. */
export function trialRunDefinition({ point, definition }: Pick<Trial, 'point' | 'definition'>): JsonObject {
  const { display } = renderCommand(parseTrialCommand(definition.command), placeholderText({ point, definition }));
  return new Map<string, string | readonly string[] | JsonObject | null>([
    ['script', null],
    ['command', display],
    ['arguments', []],
    ['target', 'local'],
    ['environmentVariables', new Map(definition.environmentVariables)],
  ]);
}

/** The tags that a trial's run has from its beginning. */
export function trialTags(point: JsonObject): ReadonlyMap<string, string> {
  return new Map([['hyperparameters', writeJson(point)]]);
}
