import { type Credential, checkCredential } from '../auth/credential.js';
import { TokenSource } from '../auth/token-source.js';
import { readAnswer } from '../wire-json/read-answer.js';
import type { WireSchema } from '../wire-json/wire-schema.js';
import { readStream } from './answers/read-stream.js';
import { toConnectionError, unexpectedAnswer } from './answers/to-backend-error.js';
import { withoutSecrets } from './answers/without-secrets.js';
import type { Sender, SendOptions } from './create-sender.js';
import { buildUrl } from './requests/build-url.js';
import type { Endpoint } from './requests/endpoint.js';
import type { HttpAnswer } from './requests/http-request.js';
import { secretsOfAddress } from './requests/secrets-of-address.js';

/** Where a service is reached, and whose tokens go there. */
export interface ServicePlace {
  /** Without a slash at its end. */
  readonly address: string;
  /** What a `TokenCredential` is asked for. Tokens of one audience go to no service of another one. */
  readonly audience: string;
}

export interface RequestOptions {
  readonly signal?: AbortSignal | undefined;
  readonly retryBudgetMs?: number | undefined;
  /** A link that the service gave for its next page, to be asked instead of the endpoint's own path. */
  readonly link?: string | undefined;
  /** A second token that the service passes on, by its header and its audience. */
  readonly passedOn?: { readonly header: string; readonly audience: string } | undefined;
}

/** What a client of several services is made of. */
export interface ServiceClientParts<Service> {
  readonly sender: Sender;
  /** Without one, requests carry no token. */
  readonly credential: Credential | undefined;
  /** Where a service is. May have to ask for it first. */
  readonly locate: (service: Service, signal: AbortSignal | undefined) => Promise<ServicePlace> | ServicePlace;
  /** Whose tokens may go to an address that a service named; `undefined` where nobody's may. */
  readonly audienceOf: (url: URL, signal: AbortSignal | undefined) => Promise<string | undefined> | string | undefined;
  /** How long a body may bring nothing, in milliseconds; 0 for ever. */
  readonly streamIdleMs: number;
}

/** Sends endpoints to the services of one kind of backend, with token and typed errors, and reads what comes back. */
export interface ServiceClient<Service> {
  /**
   * Sends and reads the answer.
   * @throws BackendError with code `unexpected-answer` where it cannot be read
   */
  request<T>(service: Service, schema: WireSchema<T>, endpoint: Endpoint, options: RequestOptions): Promise<T>;
  /** Sends where only success matters, and returns the text that came back. */
  send(service: Service, endpoint: Endpoint, options: RequestOptions): Promise<string>;
  /** Sends and returns what came back whole, for protocols that say something in a success's status and headers. */
  exchange(service: Service, endpoint: Endpoint, options: RequestOptions): Promise<HttpAnswer>;
  /** Sends and hands over the body as it arrives. */
  open(service: Service, endpoint: Endpoint, options: RequestOptions): Promise<AsyncIterable<Uint8Array>>;
  /** Opens an address that is signed by itself. No token goes there, and no error shows its signature. */
  openSigned(endpoint: Endpoint, url: string, options: RequestOptions): Promise<AsyncIterable<Uint8Array>>;
}

/** Where a request goes, and with which tokens. */
interface Target {
  readonly url: string;
  readonly tokens: TokenSource | undefined;
  readonly passedOn: SendOptions['passedOn'];
  /** Of an address that is signed: what no error may show. */
  readonly secrets?: readonly string[] | undefined;
}

/**
 * Makes the client of all services of a backend. A new protocol is its endpoints, its schemas and a place in `locate`.
 * @throws InvalidArgumentError for what is no credential
 */
export function createServiceClient<Service>(parts: ServiceClientParts<Service>): ServiceClient<Service> {
  const { sender, locate, audienceOf, streamIdleMs } = parts;
  const credential = checkCredential(parts.credential);
  const sources = new Map<string, TokenSource>();

  function tokensOf(audience: string): TokenSource {
    const tokens = sources.get(audience) ?? new TokenSource(credential, audience);
    sources.set(audience, tokens);
    return tokens;
  }

  async function target(
    service: Service,
    endpoint: Endpoint,
    { signal, link, passedOn: other }: RequestOptions,
  ): Promise<Target & { readonly tokens: TokenSource }> {
    const { address, audience } = await locate(service, signal);
    const url = buildUrl(address, endpoint);
    const passedOn = other && { header: other.header, tokens: tokensOf(other.audience) };
    const at = { url, tokens: tokensOf(audience), passedOn };
    if (link === undefined) return at;
    const linked = URL.canParse(link, url) ? new URL(link, url) : undefined;
    if (linked && (await audienceOf(linked, signal)) === audience) return { ...at, url: linked.href };
    const problem = `its next page is said to be at ${linked?.origin ?? 'no address'}, where no token may go`;
    throw unexpectedAnswer(problem, { url, subject: endpoint.subject, runId: endpoint.runId });
  }

  async function openAt(endpoint: Endpoint, at: Target, options: RequestOptions): Promise<AsyncIterable<Uint8Array>> {
    const { response } = await sender(endpoint, { ...options, ...at, isStreamed: true });
    const { url, secrets = [] } = at;
    const failed = { url, subject: endpoint.subject, runId: endpoint.runId, secrets };
    return readStream(response.body, {
      signal: options.signal,
      idleMs: streamIdleMs,
      toError: (error) => toConnectionError(withoutSecrets(error, secrets), failed),
    });
  }

  async function exchange(service: Service, endpoint: Endpoint, options: RequestOptions): Promise<HttpAnswer> {
    return sender(endpoint, { ...options, ...(await target(service, endpoint, options)) });
  }

  return {
    async request(service, schema, endpoint, options) {
      const at = await target(service, endpoint, options);
      const { text } = await sender(endpoint, { ...options, ...at });
      const reading = await readAnswer(schema, text, options);
      if (reading.success) return reading.data;
      throw unexpectedAnswer(reading.message, { url: at.url, subject: endpoint.subject, runId: endpoint.runId });
    },
    send: async (service, endpoint, options) => (await exchange(service, endpoint, options)).text,
    exchange,
    open: async (service, endpoint, options) => openAt(endpoint, await target(service, endpoint, options), options),
    openSigned: (endpoint, url, options) =>
      openAt(endpoint, { url, tokens: undefined, passedOn: undefined, secrets: secretsOfAddress(url) }, options),
  };
}
