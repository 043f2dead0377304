#!/usr/bin/env node
// Runs in namespaces of its own: starts a SLURM cluster on loopback, runs a command in it and
// exits as that does. All that runs here then ends with the namespace.
//
// node inside.mjs FOLDER COMMAND ARGUMENT...

import { execFileSync, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { slurmConf } from './slurm-conf.mjs';

const startMs = 30_000;

const [folder = '', command = '', ...args] = process.argv.slice(2);
const configuration = join(folder, 'slurm.conf');
const environment = { ...process.env, SLURM_CONF: configuration, HYPERDRIVE_SLURM_CLUSTER: folder };

openLoopback();
startDaemons();
await untilIdle();
const child = spawn(command, args, { env: environment, stdio: 'inherit' });
child.once('error', (error) => {
  console.error(String(error));
  process.exit(1);
});
child.once('exit', (code) => process.exit(code ?? 1));

/** Without an address besides 127.* no name resolves here, and SLURM finds nobody. */
function openLoopback() {
  execFileSync('ip', ['link', 'set', 'lo', 'up']);
  execFileSync('ip', ['addr', 'add', '10.99.0.1/32', 'dev', 'lo']);
  execFileSync('hostname', ['localhost']);
}

function startDaemons() {
  for (const name of ['state', 'spool']) mkdirSync(join(folder, name), { recursive: true });
  const key = join(folder, 'munge.key');
  writeFileSync(key, randomBytes(64), { mode: 0o400 });
  writeFileSync(configuration, slurmConf(folder));
  const at = (/** @type {string} */ name) => join(folder, name);
  const own = [`--key-file=${key}`, `--socket=${at('munge.socket')}`, `--pid-file=${at('munged.pid')}`];
  run('munged', [...own, `--log-file=${at('munged.log')}`, `--seed-file=${at('munged.seed')}`, '--force']);
  run('slurmctld', []);
  run('slurmd', ['-N', 'localhost']);
}

/**
 * @param {string} program
 * @param {readonly string[]} given
 */
function run(program, given) {
  return execFileSync(program, given, { env: environment, encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] });
}

async function untilIdle() {
  const deadline = Date.now() + startMs;
  for (;;) {
    const states = run('sinfo', ['-h', '-o', '%t']);
    if (states.includes('idle')) return;
    if (Date.now() > deadline) throw new Error(`The node is ${states.trim()} after ${startMs / 1000} s.`);
    await delay(100);
  }
}
