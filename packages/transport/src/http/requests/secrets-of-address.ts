/** What no message may show of a signed address: its query, and each signature in there as it is written and as it is meant. */
export function secretsOfAddress(address: string): readonly string[] {
  const query = URL.canParse(address) ? new URL(address).search.slice(1) : '';
  if (query === '') return [];
  const signatures = query.split('&').flatMap((pair) => {
    const [name = '', written = ''] = pair.split('=');
    if (!/sig/i.test(name) || written === '') return [];
    const meant = new URLSearchParams(`x=${written}`).get('x') ?? '';
    return [written, meant, encodeURIComponent(meant)];
  });
  return [query, ...signatures];
}
