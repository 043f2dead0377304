import { BackendError } from '@hyperdrive-run/core';
import { type JsonValue, parseJson, writeJson } from '@hyperdrive-run/core/json';
import type { CallOptions } from '@hyperdrive-run/core/ports';
import { ExchangeTimeoutError, exchange, type HttpAnswer } from './exchange.js';
import { failureLine } from './failure-line.js';
import {
  type RayJob,
  type RayNode,
  type RayVersion,
  readJobs,
  readLogs,
  readNodes,
  readUsage,
  readVersion,
} from './ray-answers.js';
import {
  getClusterStatus,
  getJobLogs,
  getJobs,
  getNodes,
  getPackage,
  getVersion,
  type NewRayJob,
  putPackage,
  type RayRequest,
  stopJob,
  submitJob,
} from './ray-endpoints.js';

/** A Ray head that is asked. */
export interface RayClientOptions {
  /** Of its Jobs API, such as `http://127.0.0.1:8265`. */
  readonly address: string;
  /** Sent with each request to the address, and to nobody else; in no message. */
  readonly token?: string | undefined;
  /** How long a request may take, in milliseconds. Default: 30 s. */
  readonly timeoutMs?: number | undefined;
}

/**
 * The Jobs API of a Ray head. Each call is one request, and nothing is tried again.
 * @throws BackendError by each call, retryable where the head cannot be reached or fails; an abort as it is
 */
export interface RayClient {
  version(options?: CallOptions): Promise<RayVersion>;
  /** All jobs of the head, by their id. */
  jobs(options?: CallOptions): Promise<ReadonlyMap<string, RayJob>>;
  /** The nodes that are alive. */
  nodes(options?: CallOptions): Promise<readonly RayNode[]>;
  /** What is in use on each node, some seconds late. */
  usage(options?: CallOptions): Promise<ReadonlyMap<string, Omit<RayNode, 'id'>>>;
  /** Submits a job. One whose id exists already counts as submitted: ids are random, so it is the same one. */
  submit(job: NewRayJob, options?: CallOptions): Promise<void>;
  /** Asks for a job to be ended. One that is unknown needs no ending. */
  stop(id: string, options?: CallOptions): Promise<void>;
  /** The output of a job; `undefined` where it cannot be had, as when its node is dead. */
  logs(id: string, options?: CallOptions): Promise<string | undefined>;
  hasPackage(name: string, options?: CallOptions): Promise<boolean>;
  putPackage(name: string, zip: Uint8Array, options?: CallOptions): Promise<void>;
}

const defaultTimeoutMs = 30_000;

/** A listing of some thousand jobs with the ends of their outputs is some megabytes. */
const maxAnswerBytes = 64 * 2 ** 20;

/** A package of 100 MiB may take a while. */
const uploadTimeoutMs = 600_000;

export function createRayClient({ address, token, timeoutMs = defaultTimeoutMs }: RayClientOptions): RayClient {
  async function send(request: RayRequest, options: CallOptions, limitMs = timeoutMs): Promise<HttpAnswer> {
    const { method, path, body } = request;
    const isBinary = body instanceof Uint8Array;
    const content = body === undefined || isBinary ? body : writeJson(body);
    const length = content === undefined ? 0 : Buffer.byteLength(content);
    try {
      return await exchange({
        method,
        url: new URL(address + path),
        headers: {
          accept: 'application/json',
          'content-length': String(length),
          ...(body === undefined ? {} : { 'content-type': isBinary ? 'application/octet-stream' : 'application/json' }),
          ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
        },
        body: content,
        timeoutMs: limitMs,
        maxBytes: maxAnswerBytes,
        signal: options.signal,
      });
    } catch (error) {
      if (options.signal?.aborted === true) throw options.signal.reason;
      throw unreachable(error, address);
    }
  }

  async function ask(request: RayRequest, options: CallOptions): Promise<JsonValue> {
    const answer = await send(request, options);
    if (answer.status !== 200) throw refusal(answer, address);
    try {
      return parseJson(answer.text);
    } catch (error) {
      throw unexpected(address, error);
    }
  }

  /** @param read returns `undefined` for what is no such answer */
  async function get<T>(
    request: RayRequest,
    read: (json: JsonValue) => T | undefined,
    options: CallOptions,
  ): Promise<T> {
    const value = read(await ask(request, options));
    if (value === undefined) throw unexpected(address);
    return value;
  }

  return {
    version: (options = {}) => get(getVersion, readVersion, options),
    jobs: (options = {}) => get(getJobs, readJobs, options),
    nodes: (options = {}) => get(getNodes, readNodes, options),
    usage: (options = {}) => get(getClusterStatus, readUsage, options),
    async submit(job, options = {}) {
      const answer = await send(submitJob(job), options);
      const isThere = answer.status === 500 && answer.text.includes(`submission_id ${job.id} already exists`);
      if (answer.status !== 200 && !isThere) throw refusal(answer, address);
    },
    async stop(id, options = {}) {
      const answer = await send(stopJob(id), options);
      if (answer.status !== 200 && answer.status !== 404) throw refusal(answer, address);
    },
    async logs(id, options = {}) {
      const answer = await send(getJobLogs(id), options);
      if (answer.status === 401 || answer.status === 403) throw refusal(answer, address);
      return answer.status === 200 ? readLogs(parseJson(answer.text)) : undefined;
    },
    async hasPackage(name, options = {}) {
      const answer = await send(getPackage(name), options);
      if (answer.status !== 200 && answer.status !== 404) throw refusal(answer, address);
      return answer.status === 200;
    },
    async putPackage(name, zip, options = {}) {
      const answer = await send(putPackage(name, zip), options, uploadTimeoutMs);
      if (answer.status !== 200) throw refusal(answer, address);
    },
  };
}

function unreachable(error: unknown, address: string): BackendError {
  const isLate = error instanceof ExchangeTimeoutError;
  return new BackendError({
    code: isLate ? 'timed-out' : 'connection-failed',
    message: isLate
      ? `The Ray head at ${address} did not answer in time.`
      : `The Ray head at ${address} cannot be reached: ${error instanceof Error ? error.message : String(error)}.`,
    hint: 'Check that it runs, and that its dashboard listens at this address (ray start --head --dashboard-host ...).',
    isRetryable: true,
    cause: error,
  });
}

function refusal({ status, text }: HttpAnswer, address: string): BackendError {
  const said = failureLine(text) ?? 'it gave no reason';
  if (status === 401 || status === 403) {
    return new BackendError({
      code: status === 401 ? 'not-authenticated' : 'not-authorized',
      status,
      message: `The Ray head at ${address} refuses the token of the compute: ${said}`,
      hint: 'Add the compute with the token of this cluster (ray get-auth-token).',
    });
  }
  return new BackendError({
    code: status >= 500 ? 'service-failure' : 'refused',
    status,
    message: `The Ray head at ${address} answered with the status ${status}: ${said}`,
    isRetryable: status >= 500 || status === 429,
  });
}

function unexpected(address: string, cause?: unknown): BackendError {
  return new BackendError({
    code: 'unexpected-answer',
    message: `What answers at ${address} is not the Jobs API of Ray.`,
    hint: 'The address of a compute is the one of the head’s dashboard, such as ray+http://127.0.0.1:8265.',
    cause,
  });
}
