import { type JsonValue, parseJson } from '@hyperdrive-run/core/json';
import { type Problem, problemFromJson } from '../api/problem.js';

/** What went wrong, in the words of the dashboard's server. */
export class DashboardError extends Error {
  readonly hint: string;

  constructor(message: string, hint: string) {
    super(message);
    this.hint = hint;
  }
}

/**
 * Asks the dashboard's server. Parsed by core, so that big integers and odd names stay what they are.
 * @throws DashboardError where the server is gone, or reports a problem
 */
export async function fetchJson(path: string): Promise<JsonValue> {
  let response: Response;
  try {
    response = await fetch(path);
  } catch {
    throw new DashboardError('The dashboard does not respond.', 'It was stopped: start "hyperdrive dashboard" again.');
  }
  const body = await response.text();
  if (response.ok) return parseJson(body);
  const problem = readProblem(body);
  throw new DashboardError(problem?.message ?? body, problem?.hint ?? '');
}

function readProblem(body: string): Problem | undefined {
  try {
    return problemFromJson(parseJson(body));
  } catch {
    return undefined;
  }
}
