import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { isJsonObject, type JsonObject, type JsonValue, parseJson } from '@hyperdrive-run/core/json';

/** What the real Python class answered, or the error that it raised. */
export type PythonAnswer =
  | { readonly ok: true; readonly value: JsonValue }
  | { readonly ok: false; readonly type: string; readonly message: string };

/** A warm Python process that drives the real HyperDriveRun: see python/worker.py for its operations. */
export interface PythonWorker {
  ask(op: string, args: Readonly<Record<string, unknown>>): Promise<PythonAnswer>;
}

/** The one of this process. It ends with us, as its input does. */
let shared: (PythonWorker & { readonly hasEnded: () => boolean }) | undefined;

/**
 * The worker under an interpreter that has the Python class, which takes seconds to load it: all tests that run in this
 * process, one after the other, use the same.
 */
export function usePythonWorker(python: string): PythonWorker {
  if (shared === undefined || shared.hasEnded()) shared = startPythonWorker(python);
  return shared;
}

function startPythonWorker(python: string): NonNullable<typeof shared> {
  const script = fileURLToPath(new URL('python/worker.py', import.meta.url));
  // What the libraries print of errors that a test provokes is shown only where someone asks for it.
  const errors = process.env['SHOW_PYTHON'] === undefined ? 'ignore' : 'inherit';
  const child = spawn(python, [script], { stdio: ['pipe', 'pipe', errors] });
  const hasEnded = once(child, 'exit');
  const waiting = new Map<number, (answer: JsonObject) => void>();
  createInterface({ input: child.stdout }).on('line', (line) => {
    const answer = parseJson(line);
    if (!isJsonObject(answer)) return;
    const id = Number(answer.get('id'));
    waiting.get(id)?.(answer);
    waiting.delete(id);
  });
  let lastId = 0;
  return {
    async ask(op, args) {
      lastId += 1;
      const id = lastId;
      const answered = new Promise<JsonObject>((resolve, reject) => {
        waiting.set(id, resolve);
        void hasEnded.then(() => reject(new Error(`The Python worker ended while it was asked for ${op}.`)));
      });
      child.stdin.write(`${JSON.stringify({ id, op, args })}\n`);
      return toAnswer(await answered);
    },
    hasEnded: () => child.exitCode !== null || child.signalCode !== null,
  };
}

function toAnswer(answer: JsonObject): PythonAnswer {
  if (answer.get('ok') === true) return { ok: true, value: decode(answer.get('value') ?? null) };
  const error = answer.get('error');
  const part = (name: string): string => {
    const text = isJsonObject(error) ? error.get(name) : undefined;
    return typeof text === 'string' ? text : '';
  };
  return { ok: false, type: part('type'), message: part('message') };
}

/** The worker writes NaN and the infinities as `{"$number": "NaN"}`. */
function decode(value: JsonValue): JsonValue {
  if (Array.isArray(value)) return value.map(decode);
  if (!isJsonObject(value)) return value;
  const number = value.get('$number');
  if (typeof number === 'string') return Number(number);
  return new Map([...value].map(([key, item]) => [key, decode(item)]));
}
