import { randomUUID } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { shellQuote } from '../../trial/shell-quote.js';
import type { Compute } from '../computes/compute.js';
import { jobPhase } from './commands/job-state.js';
import type { SlurmCommands } from './commands/slurm-commands.js';
import { parseSlurmAddress } from './slurm-address.js';

/** What became of a probe job. `isShared` is left out where it did not run in time. */
export interface ProbeResult {
  readonly isShared?: boolean | undefined;
  readonly problems: readonly string[];
}

export interface ProbeOptions {
  readonly signal?: AbortSignal | undefined;
  /** How long it may take to run, in milliseconds. Default: 30 s. */
  readonly timeoutMs?: number | undefined;
}

const defaultTimeoutMs = 30_000;
const lookMs = 250;

/**
 * Runs a job of a second that looks for a folder from a node: whether nodes see it under the same path, and have Python 3
 * after the setup lines. It is ended where it waits for longer than that.
 * @param folder the shared folder; it exists
 */
export async function probeNode(
  compute: Compute,
  folder: string,
  commands: SlurmCommands,
  { signal, timeoutMs = defaultTimeoutMs }: ProbeOptions = {},
): Promise<ProbeResult> {
  const name = `hyperdrive-probe-${randomUUID()}`;
  const place = join(folder, name);
  const [script, seen, log] = ['probe.sh', 'seen', 'log'].map((file) => join(place, file));
  if (script === undefined || seen === undefined || log === undefined) throw new TypeError('not reached');
  mkdirSync(place, { recursive: true, mode: 0o700 });
  try {
    const look = `command -v python3 >/dev/null && echo yes >${shellQuote(seen)} || echo no >${shellQuote(seen)}`;
    writeFileSync(script, ['#!/bin/bash', ...compute.setup, look, ''].join('\n'), { mode: 0o700 });
    const partition = parseSlurmAddress(compute.uri)?.partition;
    const batch = {
      name,
      partition,
      resources: compute.resources,
      logPath: log,
      workFolder: place,
      scriptPath: script,
    };
    const submission = await commands.submit({ ...batch, maxDurationSeconds: 60 });
    if (submission.kind !== 'submitted') return { problems: [`The probe job was not taken: ${submission.reason}.`] };
    return await untilSeen(name, seen, commands, { signal, timeoutMs });
  } finally {
    await commands.cancelJobs(name).catch(() => undefined);
    await rm(place, { recursive: true, force: true, maxRetries: 3 });
  }
}

async function untilSeen(
  name: string,
  seen: string,
  commands: SlurmCommands,
  { signal, timeoutMs }: { readonly signal: AbortSignal | undefined; readonly timeoutMs: number },
): Promise<ProbeResult> {
  const deadline = performance.now() + timeoutMs;
  let reason = '';
  for (let look = 0; performance.now() < deadline; look += 1) {
    await delay(lookMs, undefined, { signal });
    if (existsSync(seen)) return resultOf(readFileSync(seen, 'utf8').trim());
    // The queue is many people's: it is asked only each second.
    if (look % 4 !== 3) continue;
    const job = (await commands.listJobs()).find((found) => found.name === name);
    reason = job === undefined ? '' : `${job.state}, ${job.reason}`;
    if (job !== undefined && jobPhase(job.state) === 'ended' && !existsSync(seen)) {
      return {
        isShared: false,
        problems: [
          `A node does not see ${seen.slice(0, seen.lastIndexOf('/hyperdrive-probe-'))}: SLURM says ${reason}.`,
        ],
      };
    }
  }
  return { problems: [`The probe job did not run within ${timeoutMs / 1000} s: SLURM says ${reason}.`] };
}

function resultOf(python: string): ProbeResult {
  if (python !== 'no') return { isShared: true, problems: [] };
  const problem = 'Nodes have no python3: add a setup line that brings it, such as module load python.';
  return { isShared: true, problems: [problem] };
}
