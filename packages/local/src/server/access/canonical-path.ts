/** The fixed words of a scope, at their places after `/<area>/<version>`. */
const scopeWords = new Map([
  [0, 'subscriptions'],
  [2, 'resourceGroups'],
  [4, 'providers'],
  [5, 'Microsoft.MachineLearningServices'],
  [6, 'workspaces'],
]);

/**
 * Brings a path to the one form that the routes know. Python's client sends the scope of hyperdrive calls as a single
 * segment with its slashes percent-encoded, and clients write the fixed words of a scope in any case.
 * @param path percent-encoded, as it came
 */
export function canonicalPath(path: string): string {
  const [, area = '', version = '', ...rest] = path.split('/');
  const [first = '', ...tail] = rest;
  const segments = /^subscriptions%2f/i.test(first) ? [...splitScope(first), ...tail] : rest;
  const canonical = segments.map((segment, index) => {
    const word = scopeWords.get(index);
    return word?.toLowerCase() === segment.toLowerCase() ? word : segment;
  });
  return ['', area, version, ...canonical].join('/').replace(/(?<=.)\/+$/, '');
}

/** Whether every percent sign of a path encodes a byte of well-formed text. */
export function isDecodable(path: string): boolean {
  return decoded(path) !== undefined;
}

function splitScope(encoded: string): readonly string[] {
  const parts = decoded(encoded)?.split('/') ?? [encoded];
  // Whatever follows `experiments/` is the experiment's name, slashes included.
  const names = parts.length > 10 ? [...parts.slice(0, 9), parts.slice(9).join('/')] : parts;
  return names.map((part) => encodeURIComponent(part));
}

function decoded(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}
