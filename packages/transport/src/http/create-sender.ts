import type { TokenSource } from '../auth/token-source.js';
import {
  type FailedRequest,
  type FailureHints,
  type ServiceError,
  toBackendError,
  toConnectionError,
  unexpectedAnswer,
} from './answers/to-backend-error.js';
import { withoutSecrets } from './answers/without-secrets.js';
import type { HttpClient } from './create-http-client.js';
import type { Endpoint, RequestBody } from './requests/endpoint.js';
import type { FetchBody, HttpAnswer, HttpRequest } from './requests/http-request.js';

const maxRedirects = 5;

/** Successes that bring nothing, or a part that nobody asked for: an empty file comes with 200. */
const lacksContent: readonly number[] = [204, 205, 206];

/** The characters of a failure's body that is read: what is longer is no service's word, and would take long to parse. */
const longestErrorBody = 2 ** 20;

/** How to send what an endpoint says. */
export interface SendOptions {
  /** The full URL; with a token, only ever one of a configured or discovered address. */
  readonly url: string;
  /** Whose token goes with it. Signed addresses of files are asked without. */
  readonly tokens?: TokenSource | undefined;
  /** What no error may show of the address, whatever the service echoes. */
  readonly secrets?: readonly string[] | undefined;
  /** A second token of the same user's, for a service that passes it on: in a header of its own, as it is. */
  readonly passedOn?: { readonly header: string; readonly tokens: TokenSource } | undefined;
  readonly isStreamed?: boolean | undefined;
  readonly retryBudgetMs?: number | undefined;
  readonly signal?: AbortSignal | undefined;
}

/**
 * Sends what an endpoint says and returns what a success brought.
 * @throws BackendError for every other outcome; the signal's own reason after an abort
 */
export type Sender = (endpoint: Endpoint, options: SendOptions) => Promise<HttpAnswer>;

export interface SenderParts {
  readonly http: HttpClient;
  /** Headers of every request, made anew for each. */
  readonly commonHeaders: () => Readonly<Record<string, string>>;
  /** Reads a failure's body; must not throw. */
  readonly readError: (body: string) => ServiceError;
  /** Where a response says its request's id, if its body does not. */
  readonly requestIdHeader: string;
  /** Where a response says its error's code, if its body does not: the answer to a HEAD has none. */
  readonly errorCodeHeader?: string | undefined;
  /** How the token is written in the `authorization` header. Default `Bearer`. */
  readonly scheme?: 'Bearer' | 'Basic' | undefined;
  /** What to do after a failure, where this service has more to say than the usual hints. */
  readonly hints?: FailureHints | undefined;
}

function toFetchBody(body: RequestBody | undefined): FetchBody | undefined {
  if (body === undefined || body.kind === 'json') return body?.text;
  if (body.kind === 'bytes') return body.bytes;
  const form = new FormData();
  for (const { field, fileName, contentType, text } of body.files) {
    form.append(field, new Blob([text], { type: contentType }), fileName);
  }
  return form;
}

/** Where a redirect leads: the next request, or what is wrong with it. A token never follows to another origin. */
function followRedirect(request: HttpRequest, response: Response): HttpRequest | string {
  const location = response.headers.get('location');
  if (location === null || !URL.canParse(location, request.url)) return 'a redirect that says not where to';
  const target = new URL(location, request.url);
  if (target.origin !== new URL(request.url).origin) {
    return `a redirect to another origin, ${target.origin}, which was not followed`;
  }
  const keepsMethod = response.status === 307 || response.status === 308 || request.method === 'GET';
  if (!keepsMethod)
    return `a redirect (status ${response.status}) of a ${request.method} request, which was not followed`;
  return { ...request, url: target.href };
}

/** Makes the one way on which requests go out: with token, once more after a 401, same-origin redirects, typed errors. */
export function createSender(parts: SenderParts): Sender {
  const { http, commonHeaders, readError, requestIdHeader, errorCodeHeader, scheme = 'Bearer', hints } = parts;

  async function exchange(
    request: HttpRequest,
    failed: FailedRequest,
    secrets: readonly string[],
  ): Promise<HttpAnswer> {
    let current = request;
    for (let redirects = 0; ; redirects += 1) {
      let answer: HttpAnswer;
      try {
        answer = await http(current);
      } catch (error) {
        if (request.signal?.aborted === true) throw request.signal.reason;
        throw toConnectionError(withoutSecrets(error, secrets), failed);
      }
      const { response } = answer;
      const isRedirect = response.type === 'opaqueredirect' || (response.status >= 300 && response.status < 400);
      if (!isRedirect) return answer;
      if (redirects === maxRedirects) throw unexpectedAnswer(`more than ${maxRedirects} redirects`, failed);
      const next = followRedirect(current, response);
      if (typeof next === 'string') throw unexpectedAnswer(next, failed);
      current = next;
    }
  }

  return async (endpoint, { url, tokens, passedOn, secrets = [], isStreamed, retryBudgetMs, signal }) => {
    signal?.throwIfAborted();
    let token = await tokens?.get(signal);
    const other = await passedOn?.tokens.get(signal);
    const headers: Record<string, string> = { ...commonHeaders(), ...endpoint.headers };
    if (passedOn !== undefined && other !== undefined) headers[passedOn.header] = other;
    if (endpoint.body?.kind === 'json') headers['content-type'] ??= 'application/json';
    const attempt = (): Promise<HttpAnswer> =>
      exchange(
        {
          method: endpoint.method,
          url,
          headers: token === undefined ? headers : { ...headers, authorization: `${scheme} ${token}` },
          body: toFetchBody(endpoint.body),
          isSafeToRepeat: endpoint.isSafeToRepeat,
          isStreamed,
          retryBudgetMs,
          signal,
        },
        { url, subject: endpoint.subject, runId: endpoint.runId, secrets: [token, other, ...secrets] },
        secrets,
      );
    let answer = await attempt();
    if (answer.response.status === 401 && token !== undefined) {
      const renewed = await tokens?.renew(token, signal);
      if (renewed !== undefined) {
        token = renewed;
        answer = await attempt();
      }
    }
    const { response, text } = answer;
    if (response.ok) {
      if (isStreamed !== true || !lacksContent.includes(response.status)) return answer;
      await response.body?.cancel();
      const failed = { url, subject: endpoint.subject, runId: endpoint.runId };
      throw unexpectedAnswer(`status ${response.status} in the place of its content`, failed);
    }
    const said: ServiceError = text.length > longestErrorBody ? {} : readError(text);
    const headerCode = errorCodeHeader === undefined ? null : response.headers.get(errorCodeHeader);
    const requestId = said.requestId ?? response.headers.get(requestIdHeader) ?? undefined;
    throw toBackendError(
      response.status,
      { ...said, code: said.code ?? headerCode ?? undefined, requestId },
      { url, subject: endpoint.subject, runId: endpoint.runId, secrets: [token, other, ...secrets], hints },
    );
  };
}
