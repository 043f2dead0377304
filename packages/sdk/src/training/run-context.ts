import { InvalidArgumentError, type RunRecord } from '@hyperdrive-run/core';
import type { LoggedRow, TrainingBackend } from '@hyperdrive-run/core/ports';
import {
  anyObject,
  anyText,
  callback,
  checkOptions,
  flag,
  nonEmptyText,
  type OptionChecks,
} from '../arguments/option-checks.js';
import { onProcessEnd } from './on-process-end.js';
import { openTrainingBackend } from './open-training-backend.js';
import { type Environment, processEnvironment } from './process-environment.js';
import { RowQueue } from './row-queue.js';
import { type LoggedScalar, type LoggedTableRow, type LogOptions, scalarRow, tableRow } from './training-log.js';

/** How a script finds the run that it is. */
export interface GetContextOptions {
  /** Whether a script that runs outside of a trial gets a run that only prints. Default true, as in Python. */
  readonly allowOffline?: boolean | undefined;
  /** Where the trial is described; the process's own environment by default. */
  readonly environment?: Environment | undefined;
  /** How to send; the platform's `fetch` by default. */
  readonly fetch?: typeof fetch | undefined;
}

const contextChecks: OptionChecks<GetContextOptions> = { allowOffline: flag, environment: anyObject, fetch: callback };

/**
 * The run that a training script is, seen from inside. Values are sent in the background, about twice a second, and
 * whatever is left when the script ends by itself. A script that calls `process.exit` must `await run.flush()` first.
 * @example
 * const run = Run.getContext();
 * for (let epoch = 0; epoch < 10; epoch += 1) run.log('accuracy', train(epoch), { step: epoch });
 * await run.flush();
 */
export class Run {
  /** The run's id; `OfflineRun` outside of a trial. */
  readonly id: string;
  readonly #backend: TrainingBackend | undefined;
  readonly #queue: RowQueue;

  private constructor(id: string, backend: TrainingBackend | undefined) {
    this.id = id;
    this.#backend = backend;
    this.#queue = new RowQueue((rows) => (backend === undefined ? printRows(rows) : backend.logRows(id, rows)));
    onProcessEnd(() => this.flush());
  }

  /**
   * The run of the trial that this process is. Outside of a trial it returns a run that only prints what it is given.
   * @throws InvalidArgumentError outside of a trial where `allowOffline` is false, where a variable is missing, or where an
   *   option is not what it takes
   */
  static getContext(options: GetContextOptions = {}): Run {
    checkOptions(options, contextChecks);
    const environment = options.environment ?? processEnvironment();
    const opened = openTrainingBackend(environment, options.fetch);
    if (opened !== undefined) return new Run(opened.runId, opened.backend);
    if (options.allowOffline === false) {
      throw new InvalidArgumentError({
        option: 'AZUREML_RUN_ID',
        got: undefined,
        takes: 'the id of the run of this trial',
      });
    }
    return new Run('OfflineRun', undefined);
  }

  /** Whether the script runs outside of a trial. */
  get isOffline(): boolean {
    return this.#backend === undefined;
  }

  /**
   * Logs one value of a metric. Several values of one name make its series.
   * @throws InvalidArgumentError where the name is empty, the value cannot be logged or the step is no integer
   */
  log(name: string, value: LoggedScalar, options: LogOptions = {}): void {
    this.#queue.add(scalarRow(name, value, options));
  }

  /** Logs one row of a table metric. @throws InvalidArgumentError as {@link Run.log} */
  logRow(name: string, row: LoggedTableRow, options: LogOptions = {}): void {
    this.#queue.add(tableRow(name, row, options));
  }

  /** Sets one tag of the run. @throws InvalidArgumentError where key or value is no text, or the key is empty */
  async tag(key: string, value: string): Promise<void> {
    nonEmptyText('key', key);
    anyText('value', value);
    await this.setTags({ [key]: value });
  }

  /** Sets tags of the run. Others stay as they are. @throws InvalidArgumentError where `tags` is no object of texts */
  async setTags(tags: Readonly<Record<string, string>>): Promise<void> {
    anyObject('tags', tags);
    for (const [key, value] of Object.entries(tags)) anyText(`tags.${key}`, value);
    await this.#backend?.updateRun(this.id, { setTags: new Map(Object.entries(tags)) });
  }

  /** What the service says of the run; `undefined` outside of a trial. */
  async getDetails(): Promise<RunRecord | undefined> {
    return this.#backend?.getRun(this.id);
  }

  /**
   * Waits until everything that was logged has arrived.
   * @throws BackendError where it could not be delivered; what is left is kept, and a further call tries again
   */
  async flush(): Promise<void> {
    await this.#queue.flush();
  }
}

async function printRows(rows: readonly LoggedRow[]): Promise<void> {
  for (const { name, kind, cells, step } of rows) {
    const content =
      kind === 'scalar' ? String(cells.get(name)) : [...cells].map(([key, value]) => `${key}=${value}`).join(' ');
    console.log(`${name}: ${content}${step === undefined ? '' : ` (step ${step})`}`);
  }
}
