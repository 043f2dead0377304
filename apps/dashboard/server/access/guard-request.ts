/** Why a request is refused before anything else is looked at; `undefined` where it is not. */
export function refusalOf(request: Request): string | undefined {
  const url = new URL(request.url);
  // A page of another site that has its name point to this machine (DNS rebinding) sends its own name as the host.
  if (url.hostname !== '127.0.0.1' && url.hostname !== 'localhost') return 'The dashboard listens on 127.0.0.1 only.';
  const origin = request.headers.get('origin');
  if (origin !== null && origin !== url.origin) return 'The dashboard serves its own page only.';
  if (request.method === 'GET' || request.method === 'HEAD') return undefined;
  if (request.method !== 'POST') return 'The dashboard takes no such request.';
  // Browsers name the origin of every POST: one without is from no page of ours.
  if (origin === null) return 'Only the page of the dashboard may change something.';
  const site = request.headers.get('sec-fetch-site');
  return site === null || site === 'same-origin' ? undefined : 'The dashboard serves its own page only.';
}

/** On every response: nothing of the page may be framed, sniffed, cached, or load anything from elsewhere. */
export const securityHeaders: Readonly<Record<string, string>> = {
  'content-security-policy':
    "default-src 'none'; script-src 'self'; worker-src 'self'; style-src 'self'; img-src 'self' data: blob:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'referrer-policy': 'no-referrer',
  'cross-origin-resource-policy': 'same-origin',
  'cache-control': 'no-store',
};
