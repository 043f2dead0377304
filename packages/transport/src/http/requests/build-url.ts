import type { Endpoint } from './endpoint.js';

/** Names like `$orderby` go as they are, as the services' own clients send them. */
function encodeQueryText(text: string): string {
  return encodeURIComponent(text).replaceAll('%24', '$');
}

/** Joins a service's address (which may contain a path of its own) and what to send into one URL. */
export function buildUrl(address: string, endpoint: Pick<Endpoint, 'path' | 'query'>): string {
  const query = [...(endpoint.query ?? [])].map(
    ([name, value]) => `${encodeQueryText(name)}=${encodeURIComponent(value)}`,
  );
  const base = address.replace(/\/+$/, '') + endpoint.path;
  return query.length === 0 ? base : `${base}?${query.join('&')}`;
}
