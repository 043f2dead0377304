import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';
import { onTestFinished } from 'vitest';
import { findRunningService } from '../../service-file.js';
import { type ChaosSweep, serviceFolder, submitChaosSweep } from './chaos-sweep.js';
import type { KillPlan, ServiceProcessOptions } from './kill-plan.js';

/**
 * Runs a sweep to its end, on one service after the other, each of which is killed.
 * @param nextKill when the next service dies; `undefined` for one that lives
 * @returns the kills that happened: a service may be done before it comes to its own
 */
export async function runThroughKills(
  program: string,
  sweep: ChaosSweep,
  nextKill: () => KillPlan | undefined,
): Promise<readonly KillPlan[]> {
  const kills: KillPlan[] = [];
  let isSubmitted = false;
  for (;;) {
    const kill = nextKill();
    const service = startService(program, { folder: serviceFolder(sweep), kill });
    const ended = once(service, 'exit');
    const submitting: Promise<boolean> = isSubmitted ? Promise.resolve(true) : submit(service, sweep);
    const timer = new AbortController();
    if (kill?.moment === 'timer') {
      void delay(kill.delayMs, undefined, { signal: timer.signal }).then(
        () => service.kill('SIGKILL'),
        () => {},
      );
    }
    isSubmitted = await submitting;
    if (isSubmitted && service.connected) service.send('finish', () => {});
    const [code, signal]: unknown[] = await ended;
    timer.abort();
    if (code === 0) return kills;
    if (signal !== 'SIGKILL' || kill === undefined)
      throw new Error(`The service ended with ${String(code ?? signal)}.`);
    kills.push(kill);
  }
}

function startService(program: string, options: ServiceProcessOptions): ChildProcess {
  const service = spawn(process.execPath, [program, JSON.stringify(options)], {
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  onTestFinished(() => void service.kill('SIGKILL'));
  return service;
}

/** Answers whether the service said that it has the sweep, before it died. */
async function submit(service: ChildProcess, sweep: ChaosSweep): Promise<boolean> {
  const listening = await Promise.race([
    once(service, 'message').then(() => true),
    once(service, 'exit').then(() => false),
  ]);
  const running = listening ? findRunningService(serviceFolder(sweep)) : undefined;
  if (running === undefined) return false;
  return submitChaosSweep(sweep, running.address, running.token).then(
    () => true,
    (error: unknown) => {
      if (error instanceof TypeError) return false;
      throw error;
    },
  );
}
