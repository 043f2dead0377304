import { callHeader } from '../proxy/call-header.js';
import { urlOf } from '../url-of.js';

/** The requests of one call, as its client sends them. */
export interface WatchedFetch {
  readonly fetch: typeof fetch;
  /** The call is over, or was aborted: from now on no request may begin. */
  readonly close: (why: string) => void;
  /** Requests that began when none might. */
  readonly late: readonly string[];
  readonly count: () => number;
}

/** Sends requests that carry the id of their call, and notes those that begin too late. */
export function watchFetch(id: string): WatchedFetch {
  const late: string[] = [];
  let closed: string | undefined;
  let count = 0;
  return {
    late,
    count: () => count,
    close: (why) => {
      closed ??= why;
    },
    fetch: (input, init) => {
      count += 1;
      if (closed !== undefined) late.push(`${closed}: ${init?.method} ${urlOf(input)}`);
      const headers = new Headers(init?.headers);
      headers.set(callHeader, id);
      return fetch(input, { ...init, headers });
    },
  };
}
