import { type JsonValue, parseJson } from '@hyperdrive-run/core/json';
import { type Problem, problemFromJson } from '../../api/problem.js';
import { DashboardError } from './dashboard-error.js';

/** What is asked, and how. */
interface Question {
  readonly method?: 'POST' | undefined;
  readonly headers?: Readonly<Record<string, string>> | undefined;
}

/**
 * Asks the dashboard's server. Parsed by core, so that big integers and odd names stay what they are.
 * @throws DashboardError where the server is gone, or reports a problem
 */
export async function fetchJson(path: string, question: Question = {}): Promise<JsonValue> {
  const response = await ask(path, question);
  return parseJson(await reachable(response.text()));
}

/** The same for a response that arrives line by line, each of them JSON. It is asked for at once, not when the first line is wanted. */
export function fetchJsonLines(path: string): AsyncGenerator<JsonValue> {
  const asked = ask(path, {});
  // Whoever wants a line is told what went wrong.
  asked.catch(() => undefined);
  return linesOf(asked);
}

async function* linesOf(asked: Promise<Response>): AsyncGenerator<JsonValue> {
  const { body } = await asked;
  if (body === null) return;
  const reader = body.pipeThrough(new TextDecoderStream()).getReader();
  let rest = '';
  try {
    for (;;) {
      const { done, value } = await reachable(reader.read());
      const lines = (rest + (value ?? '')).split('\n');
      rest = lines.pop() ?? '';
      for (const line of lines) yield parseJson(line);
      if (done) return;
    }
  } finally {
    await reader.cancel().catch(() => undefined);
  }
}

async function ask(path: string, { method, headers }: Question): Promise<Response> {
  const init = { ...(method && { method }), ...(headers && { headers: { ...headers } }) };
  const response = await reachable(fetch(path, init));
  if (response.ok) return response;
  const body = await reachable(response.text());
  const problem = readProblem(body);
  throw new DashboardError(problem?.message ?? body, { hint: problem?.hint, isUnreachable: false });
}

/** What goes wrong on the way is that the server is gone. */
async function reachable<T>(asked: Promise<T>): Promise<T> {
  try {
    return await asked;
  } catch {
    throw new DashboardError('The dashboard does not respond.', {
      hint: 'If it was stopped, start "hyperdrive dashboard" again, and open the address that it prints.',
      isUnreachable: true,
    });
  }
}

function readProblem(body: string): Problem | undefined {
  try {
    return problemFromJson(parseJson(body));
  } catch {
    return undefined;
  }
}
