import { isJsonObject, type JsonValue, parseJson } from '@hyperdrive-run/core';

/** What went wrong, in the words of the dashboard's server. */
export class DashboardError extends Error {
  readonly hint: string;

  constructor(message: string, hint: string) {
    super(message);
    this.hint = hint;
  }
}

/** Asks the dashboard's server. Parsed by core, so that big integers and odd names stay what they are. */
export async function fetchJson(path: string): Promise<JsonValue> {
  let response: Response;
  try {
    response = await fetch(path);
  } catch {
    throw new DashboardError('The dashboard does not answer.', 'It was stopped: start "hyperdrive dashboard" again.');
  }
  const body = await response.text();
  if (response.ok) return parseJson(body);
  const said = readError(body);
  throw new DashboardError(said.message ?? body, said.hint ?? '');
}

function readError(body: string): { readonly message?: string; readonly hint?: string } {
  try {
    const json = parseJson(body);
    if (!isJsonObject(json)) return {};
    const [message, hint] = [json.get('message'), json.get('hint')];
    return { message: typeof message === 'string' ? message : '', hint: typeof hint === 'string' ? hint : '' };
  } catch {
    return {};
  }
}
