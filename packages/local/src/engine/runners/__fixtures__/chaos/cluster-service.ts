import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { onTestFinished } from 'vitest';
import { bundleForTest } from '../../../../__fixtures__/bundle-for-test.js';

/** What the process of a service is started with. */
export interface ClusterServiceOptions {
  readonly folder: string;
  /** The folder of the trials' code. */
  readonly code: string;
  readonly command: string;
  /** Trials know one address. 0 for the first service. */
  readonly port: number;
}

export type ClusterServiceMessage = 'finish' | { readonly submit: string; readonly trials: number };

/** A service on a cluster that is killed and started again. */
export interface ClusterService {
  submit(runId: string, trials: number): Promise<void>;
  kill(): Promise<void>;
  restart(): Promise<void>;
  /** Lets it end once no sweep is active. */
  finish(): Promise<void>;
}

export async function startClusterService(options: Omit<ClusterServiceOptions, 'port'>): Promise<ClusterService> {
  const wrapper = pathToFileURL(join(import.meta.dirname, '../../launches/launch-wrapper.ts')).href;
  const program = await bundleForTest('cluster-service', join(import.meta.dirname, 'cluster-service-process.ts'), {
    external: ['libsql'],
    // The wrapper of launches is found where the sources have it.
    define: { 'import.meta.url': JSON.stringify(wrapper) },
    banner: {
      js: "import { createRequire as requireFrom } from 'node:module'; const require = requireFrom(process.argv[1]);",
    },
  });
  let port = 0;

  async function start(): Promise<ChildProcess> {
    const given = JSON.stringify({ ...options, port });
    const service = spawn(process.execPath, [program, given], { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
    onTestFinished(() => void service.kill('SIGKILL'));
    port = Number(await reply(service));
    return service;
  }

  let service = await start();
  return {
    async submit(runId, trials) {
      const replied = reply(service);
      service.send({ submit: runId, trials });
      await replied;
    },
    async kill() {
      const exited = once(service, 'exit');
      service.kill('SIGKILL');
      await exited;
    },
    async restart() {
      service = await start();
    },
    async finish() {
      const exited = once(service, 'exit');
      service.send('finish');
      const [code] = await exited;
      if (code !== 0) throw new Error(`The service ended with ${String(code)}.`);
    },
  };
}

async function reply(service: ChildProcess): Promise<unknown> {
  const ended = once(service, 'exit').then(() => {
    throw new Error('The service ended.');
  });
  ended.catch(() => undefined);
  const [message]: unknown[] = await Promise.race([once(service, 'message'), ended]);
  return message;
}
