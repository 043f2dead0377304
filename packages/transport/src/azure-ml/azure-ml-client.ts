import { SharedCall } from '../async/shared-call.js';
import { TokenSource } from '../auth/token-source.js';
import { readStream } from '../http/answers/read-stream.js';
import { toConnectionError, unexpectedAnswer } from '../http/answers/to-backend-error.js';
import { createHttpClient } from '../http/create-http-client.js';
import { createSender, type Sender } from '../http/create-sender.js';
import { toRetryPolicy } from '../http/patience/retry-policy.js';
import { buildUrl } from '../http/requests/build-url.js';
import type { Endpoint } from '../http/requests/endpoint.js';
import type { Fetch } from '../http/requests/fetch.js';
import { isBrowser, randomId } from '../http/requests/request-headers.js';
import { readAnswer } from '../wire-json/read-answer.js';
import type { WireSchema } from '../wire-json/wire-schema.js';
import { baseAddress } from './addresses/azure-ml-endpoint.js';
import { discoverAddresses } from './addresses/discover-addresses.js';
import { type AzureMlService, type ServiceAddresses, sameAddress } from './addresses/service-addresses.js';
import { type AzureMlOptions, checkUserAgentSuffix } from './azure-ml-options.js';
import { readErrorBody } from './read-error-body.js';
import { hyperDriveUserAgent, wireHeaders } from './wire/constants.js';

/** What a `TokenCredential` is asked for. */
const tokenScope = 'https://ml.azure.com/.default';

export interface RequestOptions {
  readonly signal?: AbortSignal | undefined;
  readonly retryBudgetMs?: number | undefined;
  /** A link that the service gave for its next page, to be asked instead of the endpoint's own path. */
  readonly link?: string | undefined;
}

/** Sends endpoints to the right service, with token and typed errors, and reads what comes back. */
export class AzureMlClient {
  readonly onWarning: (message: string) => void;
  readonly #send: Sender;
  readonly #streamIdleMs: number;
  readonly #discovery: SharedCall<ServiceAddresses>;
  #addresses: ServiceAddresses | undefined;

  /** @throws InvalidArgumentError for an option that is wrong */
  constructor(options: AzureMlOptions) {
    const { endpoint, credential } = options;
    const policy = toRetryPolicy(options.retry);
    this.#streamIdleMs = policy.streamIdleMs;
    const address = baseAddress(endpoint);
    const suffix = checkUserAgentSuffix(options.userAgentSuffix);
    const userAgent = ['hyperdrive-run', hyperDriveUserAgent, suffix].filter((word) => word !== undefined).join(' ');
    const userAgentHeader = isBrowser() ? wireHeaders.browserUserAgent : 'user-agent';
    // Looked up at each call, so that a `fetch` put in its place later is used.
    const fetch: Fetch = options.fetch ?? ((input, init) => globalThis.fetch(input, init));
    this.onWarning = options.onWarning ?? (() => undefined);
    this.#send = createSender({
      http: createHttpClient({ fetch, retry: policy }),
      tokens: new TokenSource(credential, tokenScope),
      commonHeaders: () => ({ [userAgentHeader]: userAgent, [wireHeaders.clientRequestId]: randomId() }),
      readError: readErrorBody,
      requestIdHeader: wireHeaders.requestId,
    });
    this.#discovery = new SharedCall((signal) => discoverAddresses(this.#send, address, this.onWarning, signal));
    if (endpoint.kind === 'address') this.#addresses = sameAddress(address);
  }

  /** Where the services are. Discovered once, when first needed. */
  async addresses(signal: AbortSignal | undefined): Promise<ServiceAddresses> {
    this.#addresses ??= await this.#discovery.join(signal);
    return this.#addresses;
  }

  /**
   * Sends and reads the answer.
   * @throws BackendError with code `unexpected-answer` where it cannot be read
   */
  async request<T>(
    service: AzureMlService,
    schema: WireSchema<T>,
    endpoint: Endpoint,
    options: RequestOptions,
  ): Promise<T> {
    const url = await this.#urlOf(service, endpoint, options);
    const { text } = await this.#send(endpoint, { url, withToken: true, ...options });
    const reading = await readAnswer(schema, text, options);
    if (reading.success) return reading.data;
    throw unexpectedAnswer(reading.message, { url, subject: endpoint.subject, runId: endpoint.runId });
  }

  /** Sends where only success matters, and answers the text that came back. */
  async send(service: AzureMlService, endpoint: Endpoint, options: RequestOptions): Promise<string> {
    const url = await this.#urlOf(service, endpoint, options);
    return (await this.#send(endpoint, { url, withToken: true, ...options })).text;
  }

  /** Sends and hands over the body as it arrives. */
  async open(service: AzureMlService, endpoint: Endpoint, options: RequestOptions): Promise<AsyncIterable<Uint8Array>> {
    const url = await this.#urlOf(service, endpoint, options);
    return this.#openUrl(endpoint, url, true, options);
  }

  /** Opens an address that is signed by itself. The token does not go there. */
  async openSigned(endpoint: Endpoint, url: string, options: RequestOptions): Promise<AsyncIterable<Uint8Array>> {
    return this.#openUrl(endpoint, url, false, options);
  }

  async #openUrl(
    endpoint: Endpoint,
    url: string,
    withToken: boolean,
    options: RequestOptions,
  ): Promise<AsyncIterable<Uint8Array>> {
    const { response } = await this.#send(endpoint, { url, withToken, isStreamed: true, ...options });
    const failed = { url, subject: endpoint.subject, runId: endpoint.runId };
    return readStream(response.body, {
      signal: options.signal,
      idleMs: this.#streamIdleMs,
      toError: (error) => toConnectionError(error, failed),
    });
  }

  async #urlOf(service: AzureMlService, endpoint: Endpoint, { signal, link }: RequestOptions): Promise<string> {
    const address = (await this.addresses(signal))[service];
    const url = buildUrl(address, endpoint);
    if (link === undefined) return url;
    const target = URL.canParse(link, url) ? new URL(link, url) : undefined;
    if (target?.origin === new URL(address).origin) return target.href;
    const problem = `its next page is said to be at ${target?.origin ?? 'no address'}, where no token may go`;
    throw unexpectedAnswer(problem, { url, subject: endpoint.subject, runId: endpoint.runId });
  }
}
