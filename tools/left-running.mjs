#!/usr/bin/env node
// Finds processes that were started from a folder and are still there, through Linux's /proc (elsewhere it finds none).
//
//   node tools/left-running.mjs list FOLDER               prints the ids of those that run now
//   node tools/left-running.mjs check FOLDER [ID...]      fails where others than these are running

import { readdir, readFile, readlink } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';

/** How long an ending process may take to end. */
const graceMs = 5_000;

/** @typedef {{ pid: number, command: string }} RunningProcess */

/**
 * @param {string} folder Absolute.
 * @returns {Promise<RunningProcess[]>} Processes that work in the folder or name it on their command line, without
 *   this one and those that it was started by.
 */
export async function processesOf(folder) {
  const entries = await readdir('/proc').catch(() => []);
  const excluded = new Set(await ancestry(process.pid));
  const found = await Promise.all(
    entries
      .filter((entry) => /^\d+$/.test(entry))
      .map(Number)
      .filter((pid) => !excluded.has(pid))
      .map((pid) => inspect(pid, folder)),
  );
  return found.filter((running) => running !== undefined);
}

/**
 * @param {number} pid
 * @param {string} folder
 * @returns {Promise<RunningProcess | undefined>}
 */
async function inspect(pid, folder) {
  try {
    const command = (await readFile(`/proc/${pid}/cmdline`, 'utf8')).replaceAll('\0', ' ').trim();
    const workingFolder = await readlink(`/proc/${pid}/cwd`);
    const isOfFolder = `${workingFolder}/`.startsWith(`${folder}/`) || command.includes(`${folder}/`);
    return isOfFolder ? { pid, command } : undefined;
  } catch {
    return undefined; // It has ended, also where nobody has waited for it yet, or is not ours to look at.
  }
}

/**
 * @param {number} pid
 * @returns {Promise<number[]>} The process and all that it was started by.
 */
async function ancestry(pid) {
  const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '');
  const parent = Number(/^PPid:\s+(\d+)$/m.exec(status)?.[1] ?? 0);
  return parent === 0 ? [pid] : [pid, ...(await ancestry(parent))];
}

if (process.argv[1] === import.meta.filename) {
  const [command, folder = '', ...ids] = process.argv.slice(2);
  const known = new Set(ids.map(Number));
  let left = await processesOf(folder);
  if (command === 'list') {
    console.log(left.map(({ pid }) => pid).join(' '));
  } else {
    const giveUpAt = Date.now() + graceMs;
    while (left.some(({ pid }) => !known.has(pid)) && Date.now() < giveUpAt) {
      await sleep(250);
      left = await processesOf(folder);
    }
    for (const running of left.filter(({ pid }) => !known.has(pid))) {
      console.error(`still running: ${running.pid} ${running.command}`);
      process.exitCode = 1;
    }
  }
}
