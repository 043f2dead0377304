import { isJsonArray, isJsonObject, type JsonValue, parseJson } from '@hyperdrive-run/core/json';
import { workspace } from './azure-stand-in.js';
import { canonicalJson } from './normalise.js';

/**
 * The requests of a plan as `normalise` shows those that were sent, uploads left out. Versions that only answers tell are shown as
 * `V` on both sides.
 */
export function armRequestsOf(plan: string): readonly string[] {
  const requests = parseJson(plan);
  if (!isJsonArray(requests)) throw new Error('The plan is no list.');
  // The bodies are cut out of the text: parsed, `1.0` would be 1.
  const bodies = [...plan.matchAll(/^ {4}"body": (.*?)\n {2}\}/gms)].map(([, body = '']) => body);
  return requests.flatMap((request) => {
    if (!isJsonObject(request)) throw new Error('A request is no object.');
    const body = request.has('body') ? canonicalJson(bodies.shift() ?? '') : '';
    const path = textOf(request.get('path'));
    if (path.startsWith('{container}')) return [];
    const query = request.get('query');
    const pairs = isJsonObject(query) ? [...query].map(([name, value]) => `${name}=${textOf(value)}`).toSorted() : [];
    return [
      withoutVersions(
        [textOf(request.get('method')), path, pairs.join('&'), body].join(' ').replaceAll(workspace, '{workspace}'),
      ),
    ];
  });
}

/** A request that was sent, to be compared with a planned one. */
export function withoutVersions(shown: string): string {
  return shown
    .replaceAll('{codeVersion}', '1')
    .replaceAll(/\/versions\/(?:\{latest\}|[23])(?=["? ]|$)/g, '/versions/V')
    .replace(' with the token of the user', '')
    .trim();
}

function textOf(value: JsonValue | undefined): string {
  return typeof value === 'string' ? value : '';
}
