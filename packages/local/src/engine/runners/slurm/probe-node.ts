import { randomUUID } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { shellQuote } from '../../trial/shell-quote.js';
import type { Compute } from '../computes/compute.js';
import { jobPhase, waitsForEver } from './commands/job-state.js';
import type { SlurmCommands } from './commands/slurm-commands.js';
import { parseSlurmAddress } from './slurm-address.js';

/** What became of a probe job. `isShared` is left out where it did not run in time. */
export interface ProbeResult {
  /** Whether it ran, or never will: else the cluster may be busy, or out of reach, and the problems may pass. */
  readonly isCertain: boolean;
  readonly isShared?: boolean | undefined;
  readonly problems: readonly string[];
}

export interface ProbeOptions {
  readonly signal?: AbortSignal | undefined;
  /** How long it may take to run, in milliseconds. Default: 30 s. */
  readonly timeoutMs?: number | undefined;
  /** How long a network file system may take to show what the node wrote, in milliseconds. Default: 10 s. */
  readonly lateMs?: number | undefined;
}

const defaultTimeoutMs = 30_000;
const defaultLateMs = 10_000;
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
  { signal, timeoutMs = defaultTimeoutMs, lateMs = defaultLateMs }: ProbeOptions = {},
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
    const submission = await commands.submit(batch);
    if (submission.kind !== 'submitted') {
      const isCertain = submission.kind === 'refused';
      return { isCertain, problems: [`The probe job was not taken: ${submission.reason}.`] };
    }
    return await untilSeen(name, seen, commands, { signal, timeoutMs, lateMs });
  } finally {
    await commands.cancelJobs(name).catch(() => undefined);
    await rm(place, { recursive: true, force: true, maxRetries: 3 });
  }
}

async function untilSeen(
  name: string,
  seen: string,
  commands: SlurmCommands,
  {
    signal,
    timeoutMs,
    lateMs,
  }: { readonly signal: AbortSignal | undefined; readonly timeoutMs: number; readonly lateMs: number },
): Promise<ProbeResult> {
  const deadline = performance.now() + timeoutMs;
  let [reason, isHopeless] = ['', false];
  let overSince: number | undefined;
  for (let look = 0; performance.now() < deadline; look += 1) {
    await delay(lookMs, undefined, { signal });
    // Listed first: a network file system looks at it anew then.
    if (readdirSync(dirname(seen)).includes(basename(seen))) return resultOf(readFileSync(seen, 'utf8').trim());
    // The queue is many people's: it is asked only each second.
    if (look % 4 !== 3) continue;
    const job = (await commands.listJobs()).find((found) => found.name === name);
    reason = job === undefined ? '' : `${job.state}, ${job.reason}`;
    isHopeless = job !== undefined && jobPhase(job.state) === 'waiting' && waitsForEver(job.reason);
    if (job === undefined || jobPhase(job.state) !== 'ended') continue;
    overSince ??= performance.now();
    if (performance.now() - overSince >= lateMs) {
      return withoutWord(dirname(seen), reason);
    }
  }
  const problem = `The probe job did not run within ${timeoutMs / 1000} s: SLURM says ${reason}.`;
  return { isCertain: isHopeless, problems: [problem] };
}

function resultOf(python: string): ProbeResult {
  if (python !== 'no') return { isCertain: true, isShared: true, problems: [] };
  const problem = 'Nodes have no python3: add a setup line that brings it, such as module load python.';
  return { isCertain: true, isShared: true, problems: [problem] };
}

/** Of a job that has ended and left nothing: its output is there where the folder is, and its setup did not come to the end. */
function withoutWord(place: string, reason: string): ProbeResult {
  const log = join(place, 'log');
  if (!existsSync(log)) {
    const problem = `A node does not see ${dirname(place)}: SLURM says ${reason}.`;
    return { isCertain: true, isShared: false, problems: [problem] };
  }
  const said = readFileSync(log, 'utf8').trim().slice(-500);
  const problem = `The setup of the compute ends the job on a node: SLURM says ${reason}${said === '' ? '' : `, and its output is ${said}`}.`;
  return { isCertain: true, isShared: true, problems: [problem] };
}
