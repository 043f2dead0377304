import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { RandomParameterSampling } from '@hyperdrive-run/core/config';
import { isJsonObject, type JsonObject, type JsonValue, parseJson, writeJson } from '@hyperdrive-run/core/json';
import type { BenchSampler } from './bench-sampler.js';
import type { TestFunction } from './test-functions.js';

/** A process with Optuna's samplers. */
export interface OptunaWorker {
  create(sampler: 'tpe' | 'gp', seed: number, space: TestFunction['space']): Promise<BenchSampler>;
  close(): Promise<void>;
}

/** Starts tools/bench-samplers/optuna_worker.py, which says what it understands. */
export function startOptunaWorker(python: string, script: string): OptunaWorker {
  const child = spawn(python, [script], { stdio: ['pipe', 'pipe', 'inherit'] });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));

  async function ask(op: string, fields: Readonly<Record<string, JsonValue>> = {}): Promise<JsonObject> {
    child.stdin.write(`${writeJson(new Map<string, JsonValue>([['op', op], ...Object.entries(fields)]))}\n`);
    const { value, done } = await lines.next();
    const answer = done === true ? undefined : parseJson(value);
    if (!isJsonObject(answer)) throw new Error(`Optuna's process ended at ${op}.`);
    return answer;
  }

  return {
    async create(sampler, seed, space) {
      await ask('create', {
        sampler,
        seed,
        space: new RandomParameterSampling(space).toWire().get('parameter_space') ?? null,
      });
      return {
        async add(point, value) {
          await ask('add', { point, value });
        },
        async ask() {
          const answer = await ask('ask');
          const [point, seconds] = [answer.get('point'), answer.get('seconds')];
          return { point: isJsonObject(point) ? point : new Map(), ms: 1000 * Number(seconds) };
        },
        async tell(value) {
          await ask('tell', { value });
        },
      };
    },
    async close() {
      child.stdin.end();
      await ended;
    },
  };
}
