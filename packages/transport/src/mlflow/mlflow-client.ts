import { isBasicCredential, toBasicToken } from '../auth/basic-credential.js';
import { TokenSource } from '../auth/token-source.js';
import { readStream } from '../http/answers/read-stream.js';
import { type FailureHints, toConnectionError, unexpectedAnswer } from '../http/answers/to-backend-error.js';
import { createHttpClient } from '../http/create-http-client.js';
import { createSender, type Sender } from '../http/create-sender.js';
import { toRetryPolicy } from '../http/patience/retry-policy.js';
import { buildUrl } from '../http/requests/build-url.js';
import type { Endpoint } from '../http/requests/endpoint.js';
import type { Fetch } from '../http/requests/fetch.js';
import { isBrowser } from '../http/requests/request-headers.js';
import { readAnswer } from '../wire-json/read-answer.js';
import type { WireSchema } from '../wire-json/wire-schema.js';
import type { MlflowOptions } from './mlflow-options.js';
import { readMlflowError } from './read-mlflow-error.js';

/** What a `TokenCredential` is asked for; only Azure's endpoint takes such tokens. */
const tokenScope = 'https://ml.azure.com/.default';

/** Words of the User-Agent: whose client it is, and the one by which Python marks requests that serve a sweep. */
const userAgent = 'hyperdrive-run sdk_run_hyper_drive';

const hints: FailureHints = {
  'run-not-found': 'Check the id, and that the experiment is the one of the run.',
  'not-authenticated': 'Pass a token, or a user with a password, that is valid for this server.',
  'not-authorized':
    'Ask for the right to do this. A server that refuses the name by which it is reached answers so too: see its --allowed-hosts.',
};

export interface RequestOptions {
  readonly signal?: AbortSignal | undefined;
  readonly retryBudgetMs?: number | undefined;
}

/** Sends endpoints to an MLflow server, with token and typed errors, and reads what comes back. */
export class MlflowClient {
  readonly onWarning: (message: string) => void;
  readonly #address: string;
  readonly #send: Sender;
  readonly #streamIdleMs: number;

  /** @throws InvalidArgumentError for an option that is wrong */
  constructor({ address, credential, fetch, retry, onWarning }: MlflowOptions) {
    this.#address = address;
    this.onWarning = onWarning ?? (() => undefined);
    const policy = toRetryPolicy(retry);
    this.#streamIdleMs = policy.streamIdleMs;
    const isBasic = isBasicCredential(credential);
    // Looked up at each call, so that a `fetch` put in its place later is used.
    const send: Fetch = fetch ?? ((input, init) => globalThis.fetch(input, init));
    this.#send = createSender({
      http: createHttpClient({ fetch: send, retry: policy }),
      tokens: new TokenSource(isBasic ? toBasicToken(credential) : credential, tokenScope),
      scheme: isBasic ? 'Basic' : 'Bearer',
      // Pages must not set it, and MLflow reads no other header in its place.
      commonHeaders: () => (isBrowser() ? {} : { 'user-agent': userAgent }),
      readError: readMlflowError,
      requestIdHeader: 'x-request-id',
      hints,
    });
  }

  /**
   * Sends and reads the answer.
   * @throws BackendError with code `unexpected-answer` where it cannot be read
   */
  async request<T>(schema: WireSchema<T>, endpoint: Endpoint, options: RequestOptions): Promise<T> {
    const url = buildUrl(this.#address, endpoint);
    const { text } = await this.#send(endpoint, { url, withToken: true, ...options });
    const reading = await readAnswer(schema, text, options);
    if (reading.success) return reading.data;
    throw unexpectedAnswer(reading.message, { url, subject: endpoint.subject, runId: endpoint.runId });
  }

  /** Sends where only success matters. */
  async send(endpoint: Endpoint, options: RequestOptions): Promise<void> {
    await this.#send(endpoint, { url: buildUrl(this.#address, endpoint), withToken: true, ...options });
  }

  /** Sends and hands over the body as it arrives. */
  async open(endpoint: Endpoint, options: RequestOptions): Promise<AsyncIterable<Uint8Array>> {
    const url = buildUrl(this.#address, endpoint);
    const { response } = await this.#send(endpoint, { url, withToken: true, isStreamed: true, ...options });
    const failed = { url, subject: endpoint.subject, runId: endpoint.runId };
    return readStream(response.body, {
      signal: options.signal,
      idleMs: this.#streamIdleMs,
      toError: (error) => toConnectionError(error, failed),
    });
  }
}
