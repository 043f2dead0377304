import { isJsonArray, isJsonObject, type JsonObject, type JsonValue } from '@hyperdrive-run/core/json';

/** What whoever claims a launch is to run, but for the run's token, which is issued at the claim and stored nowhere. */
export interface LaunchJob {
  /** What `/bin/sh -c` is given. */
  readonly script: string;
  /** Variables of the command, beside those of the machine. */
  readonly variables: ReadonlyMap<string, string>;
  /** The names of the variables that get the run's token. */
  readonly tokenVariables: readonly string[];
  /** Where in the package with the code the command runs; empty for its root. */
  readonly codePath: string;
  /** The folders that are there below `outputs/` when the command begins. */
  readonly outputs: readonly string[];
  /** What stands in the script and the variables for the absolute path of `outputs/`, which only the machine knows. */
  readonly outputsMark?: string | undefined;
  /** The text of a Python module `sitecustomize` that the command's Python programs find first. */
  readonly sitecustomize?: string | undefined;
  /** How long the command may take to end when it is asked to, in seconds. */
  readonly graceSeconds: number;
  /**
   * How long the command may run at most, in seconds, where no service is there that would end it; without it as long as it
   * takes.
   */
  readonly limitSeconds?: number | undefined;
}

/** A job for the store and for whoever claims it. */
export function launchJobToJson(job: LaunchJob): JsonObject {
  return new Map<string, JsonValue>([
    ['script', job.script],
    ['variables', job.variables],
    ['tokenVariables', job.tokenVariables],
    ['codePath', job.codePath],
    ['outputs', job.outputs],
    ['outputsMark', job.outputsMark ?? null],
    ['sitecustomize', job.sitecustomize ?? null],
    ['graceSeconds', job.graceSeconds],
    ['limitSeconds', job.limitSeconds ?? null],
  ]);
}

/** A stored job with further variables: those of a token. */
export function withVariables(job: JsonObject, more: ReadonlyMap<string, string>): JsonObject {
  const variables = job.get('variables');
  return new Map([...job, ['variables', new Map([...(isJsonObject(variables) ? variables : []), ...more])]]);
}

/** The names of the variables of a stored job that get the run's token. */
export function tokenNamesOf(job: JsonObject): readonly string[] {
  const names = job.get('tokenVariables');
  return isJsonArray(names) ? names.filter((name) => typeof name === 'string') : [];
}

/** The job of a launch that runs nothing: its claim and its report say that the service can be reached. */
export const probeJob: LaunchJob = {
  script: '',
  variables: new Map(),
  tokenVariables: [],
  codePath: '',
  outputs: [],
  graceSeconds: 0,
};
