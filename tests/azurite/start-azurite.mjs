// Starts Azurite, Microsoft's emulator of Azure's blob storage, on a free loopback port, with all that it keeps in memory.

import { spawn } from 'node:child_process';
import { createHmac } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import os from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';

/** The account of every emulator. Its key is public: it is in the manual. */
const account = 'devstoreaccount1';
const key = 'Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==';
const version = '2021-08-06';

const script = createRequire(import.meta.url).resolve('azurite/dist/src/blob/main.js');
const startTimeoutMs = 60_000;

/**
 * @typedef {object} Azurite
 * @property {string} address Of the account, such as `http://127.0.0.1:33081/devstoreaccount1`.
 * @property {() => Promise<void>} stop Ends it and what it keeps.
 */

/**
 * @returns {Promise<Azurite>}
 */
export async function startAzurite() {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'hyperdrive-azurite-'));
  const args = ['--blobHost', '127.0.0.1', '--blobPort', '0', '--inMemoryPersistence', '--silent'];
  // Newer clients name protocols that this version does not know; it serves them all the same.
  args.push('--disableTelemetry', '--skipApiVersionCheck');
  const child = spawn(process.execPath, [script, ...args], { cwd: folder, stdio: ['ignore', 'pipe', 'inherit'] });
  const ended = new Promise((resolve) => child.once('close', resolve));
  const stop = async () => {
    child.kill('SIGKILL');
    await ended;
    await rm(folder, { recursive: true, force: true });
  };
  const timer = setTimeout(() => child.kill('SIGKILL'), startTimeoutMs);
  for await (const line of createInterface({ input: child.stdout })) {
    const [, origin] = /listens on (http:\S+)/.exec(line) ?? [];
    if (origin === undefined) continue;
    clearTimeout(timer);
    return { address: `${origin}/${account}`, stop };
  }
  clearTimeout(timer);
  await stop();
  throw new Error('Azurite did not start.');
}

/**
 * A signature for all of the account: to make containers, and to look at what arrived.
 */
export function accountSignature() {
  const [permissions, services, types, expiry] = ['rwlcd', 'b', 'sco', inHours(1)];
  const text = [account, permissions, services, types, '', expiry, '', '', version, '', ''].join('\n');
  return new URLSearchParams({ sv: version, ss: services, srt: types, sp: permissions, se: expiry, sig: sign(text) });
}

/**
 * The signature of one container, as `startPendingUpload` of Azure ML gives it.
 *
 * @param {string} container
 * @param {{ permissions?: string, hours?: number }} [options] `hours` below 0 for one that has expired.
 */
export function containerSignature(container, { permissions = 'rcwl', hours = 1 } = {}) {
  const expiry = inHours(hours);
  const resource = `/blob/${account}/${container}`;
  const text = [permissions, '', expiry, resource, '', '', '', version, 'c', '', '', '', '', '', '', ''].join('\n');
  return new URLSearchParams({ sv: version, sr: 'c', sp: permissions, se: expiry, sig: sign(text) });
}

/** @param {string} text */
function sign(text) {
  return createHmac('sha256', Buffer.from(key, 'base64')).update(text, 'utf8').digest('base64');
}

/** @param {number} hours */
function inHours(hours) {
  return new Date(Date.now() + hours * 3_600_000).toISOString().replace(/\.\d+Z$/, 'Z');
}
