/** Pages and workers of a browser must not set `User-Agent`; the services read another header from them. */
export function isBrowser(scope: object = globalThis): boolean {
  return 'document' in scope || ('WorkerGlobalScope' in scope && !('Deno' in scope));
}

/** A random id in the form of a UUID. Pages without https have no `crypto.randomUUID`, which keeps random bytes in store. */
export function randomId(): string {
  if (typeof crypto.randomUUID === 'function') return crypto.randomUUID();
  const hex = [...crypto.getRandomValues(new Uint8Array(16))]
    .map((byte) => byte.toString(16).padStart(2, '0'))
    .join('');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20)}`;
}
