import { type JsonValue, parseJson } from '@hyperdrive-run/core/json';
import { type Problem, problemFromJson } from '../api/problem.js';

/** What went wrong, in the words of the dashboard's server. */
export class DashboardError extends Error {
  /** What to do about it; empty where nothing is known. */
  readonly hint: string;
  /** Whether the dashboard's server did not respond at all. */
  readonly isUnreachable: boolean;

  constructor(message: string, about: { readonly hint?: string | undefined; readonly isUnreachable: boolean }) {
    super(message);
    this.hint = about.hint ?? '';
    this.isUnreachable = about.isUnreachable;
  }
}

/**
 * Asks the dashboard's server. Parsed by core, so that big integers and odd names stay what they are.
 * @throws DashboardError where the server is gone, or reports a problem
 */
export async function fetchJson(path: string): Promise<JsonValue> {
  let response: Response;
  let body: string;
  try {
    response = await fetch(path);
    body = await response.text();
  } catch {
    throw new DashboardError('The dashboard does not respond.', {
      hint: 'If it was stopped, start "hyperdrive dashboard" again, and open the address that it prints.',
      isUnreachable: true,
    });
  }
  if (response.ok) return parseJson(body);
  const problem = readProblem(body);
  throw new DashboardError(problem?.message ?? body, { hint: problem?.hint, isUnreachable: false });
}

function readProblem(body: string): Problem | undefined {
  try {
    return problemFromJson(parseJson(body));
  } catch {
    return undefined;
  }
}
