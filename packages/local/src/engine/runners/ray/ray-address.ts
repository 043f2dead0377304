const form = /^ray\+(https?:\/\/.+)$/i;

/** What an address of a Ray cluster looks like, for messages. */
export const rayAddressForm = 'ray+http(s)://HOST:8265';

/**
 * The address of a head's Jobs API, from that of a compute: `http://head:8265` of `ray+http://head:8265/`.
 * @returns `undefined` where it is no such address, or contains a name and password, a query or a fragment
 */
export function headAddressOf(uri: string): string | undefined {
  const text = form.exec(uri)?.[1];
  if (text === undefined || !URL.canParse(text)) return undefined;
  const url = new URL(text);
  const isPlain = url.username === '' && url.password === '' && url.search === '' && url.hash === '';
  return isPlain ? `${url.origin}${url.pathname.replace(/\/+$/, '')}` : undefined;
}
