import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { onTestFinished } from 'vitest';
import { findRunningService, type RunningService } from '../../service-file.js';
import { type ChaosSweep, serviceFolder } from './chaos-sweep.js';
import type { ServiceProcessOptions } from './kill-plan.js';

/** Starts a service in a process of its own, which ends with the test at the latest. */
export function startServiceProcess(program: string, options: ServiceProcessOptions): ChildProcess {
  const service = spawn(process.execPath, [program, JSON.stringify(options)], {
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  onTestFinished(() => void service.kill('SIGKILL'));
  return service;
}

/** Waits until the service listens; `undefined` where it died before that. */
export async function untilListening(service: ChildProcess, sweep: ChaosSweep): Promise<RunningService | undefined> {
  const isListening = await Promise.race([
    once(service, 'message').then(() => true),
    once(service, 'exit').then(() => false),
  ]);
  return isListening ? findRunningService(serviceFolder(sweep)) : undefined;
}
