import { InvalidArgumentError } from '@hyperdrive-run/core';

/** How long and how often requests that are safe to repeat are repeated. All times in milliseconds. */
export interface RetryOptions {
  /** No request is sent again later than this after the first one. Default 60 000; 0 turns repeating off. */
  readonly budgetMs?: number | undefined;
  /** The same for an address at which nothing takes the connection. Default 3000: a service that is down stays down. */
  readonly connectBudgetMs?: number | undefined;
  /** How long one attempt may take, its body included; of a file, until its bytes begin to come. Default 100 000; 0 for no limit. */
  readonly attemptTimeoutMs?: number | undefined;
  /**
   * How long a file that is being read may bring nothing. A slow one goes on as long as at least 10 bytes a second
   * arrive, on the average over this time; one that only drips is given up. The time that the reader takes between two
   * pieces does not count. Default 100 000; 0 for no limit.
   */
  readonly streamIdleMs?: number | undefined;
  /** The first wait between two attempts; it doubles each time, and its upper half is random. Default 300. */
  readonly firstDelayMs?: number | undefined;
  /** The longest wait, but for one that a service asks for with `Retry-After`. Default 8000. */
  readonly maxDelayMs?: number | undefined;
}

/** The options with their defaults. */
export type RetryPolicy = { readonly [Name in keyof RetryOptions]-?: number };

const defaults: RetryPolicy = {
  budgetMs: 60_000,
  connectBudgetMs: 3_000,
  attemptTimeoutMs: 100_000,
  streamIdleMs: 100_000,
  firstDelayMs: 300,
  maxDelayMs: 8_000,
};

/** The answers after which it is worth asking again. */
export const retriedStatuses: readonly number[] = [408, 429, 500, 502, 503, 504];

/**
 * Fills in the defaults.
 * @throws InvalidArgumentError for a time that is no non-negative finite number
 */
export function toRetryPolicy(options: RetryOptions = {}): RetryPolicy {
  const { budgetMs, connectBudgetMs, attemptTimeoutMs, streamIdleMs, firstDelayMs, maxDelayMs } = options;
  const given = { budgetMs, connectBudgetMs, attemptTimeoutMs, streamIdleMs, firstDelayMs, maxDelayMs };
  for (const [name, value] of Object.entries(given)) {
    if (value === undefined) continue;
    if (typeof value !== 'number' || !(value >= 0 && value <= 2 ** 31 - 1)) {
      throw new InvalidArgumentError({
        option: `retry.${name}`,
        got: value,
        takes: 'milliseconds from 0 to 2147483647',
      });
    }
  }
  return {
    budgetMs: budgetMs ?? defaults.budgetMs,
    connectBudgetMs: connectBudgetMs ?? defaults.connectBudgetMs,
    attemptTimeoutMs: attemptTimeoutMs ?? defaults.attemptTimeoutMs,
    streamIdleMs: streamIdleMs ?? defaults.streamIdleMs,
    firstDelayMs: firstDelayMs ?? defaults.firstDelayMs,
    maxDelayMs: maxDelayMs ?? defaults.maxDelayMs,
  };
}

/** How long to wait before attempt number `retry + 1`. Random in its upper half, so that clients do not march in step. */
export function backOffMs(policy: RetryPolicy, retry: number, random: () => number = Math.random): number {
  const longest = Math.min(policy.firstDelayMs * 2 ** (retry - 1), policy.maxDelayMs);
  return longest * (0.5 + random() / 2);
}

const day = '(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)';
const month = '(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)';
const clock = String.raw`\d{2}:\d{2}:\d{2}`;

/** The three forms of a date in HTTP (RFC 9110, 5.6.7): today's, and the two that old servers send. */
const httpDates: readonly RegExp[] = [
  new RegExp(String.raw`^${day}, \d{2} ${month} \d{4} ${clock} GMT$`),
  new RegExp(String.raw`^(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day, \d{2}-${month}-\d{2} ${clock} GMT$`),
  new RegExp(String.raw`^${day} ${month} [ \d]\d ${clock} \d{4}$`),
];

/**
 * Reads `Retry-After`: seconds in digits, or a date of HTTP. `undefined` for anything else, which says nothing: `0x5` and
 * `1e9` are no numbers there.
 */
export function retryAfterMs(header: string | null, now: number): number | undefined {
  const text = header?.trim() ?? '';
  if (/^\d+$/.test(text)) return Number(text) * 1000;
  if (!httpDates.some((form) => form.test(text))) return undefined;
  const date = Date.parse(text.endsWith('GMT') ? text : `${text} GMT`);
  return Number.isNaN(date) ? undefined : Math.max(0, date - now);
}
