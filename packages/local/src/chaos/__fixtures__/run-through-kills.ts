import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';
import { type ChaosSweep, serviceFolder, submitChaosSweep } from './chaos-sweep.js';
import type { KillPlan } from './kill-plan.js';
import { startServiceProcess, untilListening } from './start-service-process.js';

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
    const service = startServiceProcess(program, { folder: serviceFolder(sweep), kill });
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

/** Answers whether the service said that it has the sweep, before it died. */
async function submit(service: ChildProcess, sweep: ChaosSweep): Promise<boolean> {
  const running = await untilListening(service, sweep);
  if (running === undefined) return false;
  return submitChaosSweep(sweep, running.address, running.token).then(
    () => true,
    (error: unknown) => {
      if (error instanceof TypeError) return false;
      throw error;
    },
  );
}
