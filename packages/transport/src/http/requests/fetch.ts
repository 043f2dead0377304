/** The platform's `fetch`, or something that behaves like it: a proxy, a service in the same process, a test. */
export type Fetch = typeof globalThis.fetch;
