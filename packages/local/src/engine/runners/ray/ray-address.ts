const form = /^ray\+(https?:\/\/.+)$/i;

/** What an address of a Ray cluster looks like, for messages. */
export const rayAddressForm = 'ray+http(s)://HOST:8265';

/** Where a head's dashboard listens if nobody chose another port. */
const usualPort = '8265';

/**
 * The address of a head's Jobs API, from that of a compute: `http://head:8265` of `ray+http://head:8265/` and of `ray+http://head`.
 * What speaks TLS is no head but stands in front of one: there a missing port is 443.
 * @returns `undefined` where it is no such address, or contains a name and password, a query or a fragment
 */
export function headAddressOf(uri: string): string | undefined {
  const text = form.exec(uri)?.[1];
  if (text === undefined || !URL.canParse(text)) return undefined;
  const url = new URL(text);
  // URL drops a port 80 that was written.
  if (url.protocol === 'http:' && url.port === '' && !/^http:\/\/[^/]*:80(?:\/|$)/i.test(text)) url.port = usualPort;
  const isPlain = url.username === '' && url.password === '' && url.search === '' && url.hash === '';
  return isPlain ? `${url.origin}${url.pathname.replace(/\/+$/, '')}` : undefined;
}
