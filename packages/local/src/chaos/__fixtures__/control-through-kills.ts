import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';
import { BackendError } from '@hyperdrive-run/core';
import type { RandomSource } from '@hyperdrive-run/sampling';
import { createLocalServiceClient, type LocalServiceClient } from '../../client/local-service-client.js';
import type { RunningService } from '../../service-file.js';
import { loadRuns } from '../../testing/load-runs.js';
import { type ChaosSweep, chaosScope, serviceFolder, submitChaosSweep } from './chaos-sweep.js';
import type { KillPlan } from './kill-plan.js';
import { startServiceProcess, untilListening } from './start-service-process.js';

/** What is asked of a service between its kills. */
const requests = ['pause', 'resume', 'retry a trial', 'retry the sweep', 'prune'] as const;

/** One of the things that people do to a sweep that runs. */
export type ControlRequest = (typeof requests)[number];

/** How often at most a trial is asked to be retried: each one makes the sweep longer. */
const mostRetries = 12;

/** What was done to a sweep. */
export interface Controlled {
  readonly kills: readonly KillPlan[];
  /** How often each was answered with success. */
  readonly done: ReadonlyMap<ControlRequest, number>;
}

/** What a request needs. */
interface Controller {
  readonly sweep: ChaosSweep;
  readonly random: RandomSource;
  readonly done: Map<ControlRequest, number>;
  retries: number;
}

/**
 * Runs a sweep to its end while somebody pauses, resumes, retries and prunes all the time, and each service is killed in
 * the middle of it. The last one lives: it resumes the sweep, prunes what is old,
 * retries what has failed, and ends when the sweep has.
 * @param kills how many services are killed
 */
export async function controlThroughKills(
  program: string,
  sweep: ChaosSweep,
  random: RandomSource,
  { kills, nextKill }: { readonly kills: number; readonly nextKill: () => KillPlan },
): Promise<Controlled> {
  const controller: Controller = { sweep, random, done: new Map(), retries: 0 };
  const happened: KillPlan[] = [];
  let isSubmitted = false;
  while (happened.length < kills) {
    const kill = nextKill();
    loadOldSweep(sweep, happened.length);
    const service = startServiceProcess(program, { folder: serviceFolder(sweep), kill });
    const ended = once(service, 'exit');
    const running = await untilListening(service, sweep);
    if (running !== undefined) isSubmitted = (await submit(sweep, running, isSubmitted)) || isSubmitted;
    if (running !== undefined && isSubmitted) await controlUntilKilled(service, running, controller, kill);
    // A kill at a point that was not reached, or by a timer, comes from outside.
    service.kill('SIGKILL');
    await ended;
    happened.push(kill);
  }
  await controlToTheEnd(program, controller);
  return { kills: happened, done: controller.done };
}

async function submit(sweep: ChaosSweep, { address, token }: RunningService, isSubmitted: boolean): Promise<boolean> {
  if (isSubmitted) return true;
  return submitChaosSweep(sweep, address, token).then(
    () => true,
    (error: unknown) => {
      if (error instanceof TypeError) return false;
      throw error;
    },
  );
}

/** Controls at random until the service has died, or for about twenty steps. */
async function controlUntilKilled(
  service: ChildProcess,
  running: RunningService,
  controller: Controller,
  kill: KillPlan,
): Promise<void> {
  const client = clientOf(running);
  const { random } = controller;
  const timer = new AbortController();
  if (kill.moment === 'timer') {
    void delay(kill.delayMs, undefined, { signal: timer.signal }).then(
      () => service.kill('SIGKILL'),
      () => {},
    );
  }
  for (let step = 0; step < 20 && service.exitCode === null && service.signalCode === null; step += 1) {
    await control(client, controller, requests[random.integerBelow(requests.length)] ?? 'resume');
    await delay(random.integerBelow(40));
  }
  timer.abort();
}

async function controlToTheEnd(program: string, controller: Controller): Promise<void> {
  const { sweep } = controller;
  const service = startServiceProcess(program, { folder: serviceFolder(sweep) });
  const ended = once(service, 'exit');
  const running = await untilListening(service, sweep);
  if (running === undefined) throw new Error('The last service did not listen.');
  await submit(sweep, running, false);
  const client = clientOf(running);
  await control(client, controller, 'resume');
  await control(client, controller, 'prune');
  // One retry there is in any case: as soon as a trial has failed, on a sweep that may have ended already.
  controller.retries = 0;
  while (controller.retries === 0 && service.exitCode === null && service.signalCode === null) {
    await control(client, controller, 'retry the sweep');
    await delay(50);
  }
  service.send('finish', () => {});
  const [code, signal]: unknown[] = await ended;
  if (code !== 0) throw new Error(`The last service ended with ${String(code ?? signal)}.`);
}

/** Does one thing. That it is refused, or that the answer is lost with the service, is part of it. */
async function control(client: LocalServiceClient, controller: Controller, request: ControlRequest): Promise<void> {
  try {
    await ask(client, controller, request);
    controller.done.set(request, (controller.done.get(request) ?? 0) + 1);
  } catch (error) {
    const passing = ['already-finished', 'refused', 'run-not-found', 'connection-failed'];
    if (!BackendError.isInstance(error) || !passing.includes(error.code)) throw error;
  }
}

async function ask(client: LocalServiceClient, controller: Controller, request: ControlRequest): Promise<void> {
  const { sweep, random } = controller;
  switch (request) {
    case 'pause':
      await client.pauseSweep(sweep.runId);
      return;
    case 'resume':
      await client.resumeSweep(sweep.runId);
      return;
    case 'retry a trial':
    case 'retry the sweep': {
      if (controller.retries >= mostRetries) return;
      const trial = `${sweep.runId}_${random.integerBelow(sweep.trials)}`;
      const retried = await client.retry(request === 'retry a trial' ? trial : sweep.runId);
      controller.retries += retried.length;
      return;
    }
    case 'prune':
      await client.prune({ olderThanSeconds: 3_600 });
  }
}

function clientOf({ address, token }: RunningService): LocalServiceClient {
  return createLocalServiceClient({ address, token, workspace: chaosScope });
}

/** Puts a sweep of last year in, with a child and files, for a prune to take. */
function loadOldSweep(sweep: ChaosSweep, number: number): void {
  const time = new Date(Date.UTC(2025, 0, 1));
  const old = { scope: chaosScope, status: 'Completed', createdTime: time, startTime: time, endTime: time };
  const runId = `HD_old_${number}`;
  const files = new Map([['outputs/model.txt', 'old']]);
  loadRuns(serviceFolder(sweep), [
    { ...old, runId, runType: 'hyperdrive', files },
    { ...old, runId: `${runId}_0`, parentRunId: runId, rootRunId: runId, files },
  ]);
}
