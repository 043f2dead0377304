#!/usr/bin/env node
// npm run bench:upload: the same folders sent to one Azurite by HyperDriveRun and by azure-ai-ml, in turns, each in a process of
// its own that has imported everything before: listing, hash and upload. It fails where HyperDriveRun takes longer than
// azure-ai-ml and a tenth, or where the hashes differ: with large files both wait for Azurite.
//
//   npm run bench:upload -- [--files 2000] [--megabytes 300] [--rounds 3]

import { spawn } from 'node:child_process';
import { randomBytes, randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { parseArgs } from 'node:util';
import { ensureAzureEnvironment } from '../../azure-v2/python/make-environment.mjs';
import { accountSignature, containerSignature, startAzurite } from '../start-azurite.mjs';

const { values } = parseArgs({
  options: {
    files: { type: 'string', default: '2000' },
    megabytes: { type: 'string', default: '300' },
    rounds: { type: 'string', default: '3' },
  },
});
const rounds = Number(values.rounds);
const leastRatio = 0.9;

const environment = await ensureAzureEnvironment();
if ('notRun' in environment) {
  console.error(environment.notRun);
  process.exit(1);
}
const folder = await mkdtemp(path.join(os.tmpdir(), 'hyperdrive-bench-upload-'));
const here = import.meta.dirname;
const ours = startWorker(process.execPath, [path.join(here, 'upload-with-ours.mjs')]);
const theirs = startWorker(environment.python, ['-W', 'ignore', path.join(here, 'upload_with_python.py')]);
try {
  await Promise.all([ours.next(), theirs.next()]);
  const many = await compare(`${values.files} files of 1 to 8 kB`, await writeMany(Number(values.files)));
  const large = await compare(`one file of ${values.megabytes} MiB`, await writeLarge(Number(values.megabytes)));
  process.exitCode = many && large ? 0 : 1;
} finally {
  await Promise.all([ours.end(), theirs.end()]);
  await rm(folder, { recursive: true, force: true });
}

/**
 * @param {string} what
 * @param {string} tree
 * @returns {Promise<boolean>} Whether ours was fast enough, with the same hash.
 */
async function compare(what, tree) {
  /** @type {{ ours: number[], theirs: number[] }} */
  const times = { ours: [], theirs: [] };
  const hashes = new Set();
  for (let round = 0; round < rounds; round += 1) {
    // A new one for each round: it keeps everything in memory.
    const azurite = await startAzurite();
    try {
      const turns = /** @type {const} */ ([
        ['ours', ours],
        ['theirs', theirs],
      ]);
      for (const [name, worker] of round % 2 === 0 ? turns : turns.toReversed()) {
        worker.send({ folder: tree, container: await createContainer(azurite.address) });
        const { seconds, hash } = await worker.next();
        times[name].push(seconds);
        hashes.add(hash);
      }
    } finally {
      await azurite.stop();
    }
  }
  const [own, other] = [median(times.ours), median(times.theirs)];
  const ratio = other / own;
  console.log(
    `${what}: HyperDriveRun ${own.toFixed(2)} s, azure-ai-ml ${other.toFixed(2)} s: ${ratio.toFixed(1)} times as fast`,
  );
  if (hashes.size > 1) console.log('The hashes differ.');
  return ratio >= leastRatio && hashes.size === 1;
}

/** @param {number} count */
async function writeMany(count) {
  const tree = path.join(folder, 'many');
  for (let index = 0; index < count; index += 1) {
    const inside = path.join(tree, `package${index % 50}`);
    if (index < 50) await mkdir(inside, { recursive: true });
    await writeFile(path.join(inside, `module${index}.py`), randomBytes(1000 + ((index * 37) % 7000)));
  }
  return tree;
}

/** @param {number} megabytes */
async function writeLarge(megabytes) {
  const tree = path.join(folder, 'large');
  await mkdir(tree, { recursive: true });
  const piece = randomBytes(2 ** 20);
  await writeFile(
    path.join(tree, 'model.bin'),
    Array.from({ length: megabytes }, () => piece),
  );
  return tree;
}

/** @param {string} address */
async function createContainer(address) {
  const name = `c${randomUUID()}`;
  const made = await fetch(`${address}/${name}?restype=container&${accountSignature().toString()}`, { method: 'PUT' });
  if (!made.ok) throw new Error(`Azurite: ${made.status} ${await made.text()}`);
  return `${address}/${name}?${containerSignature(name).toString()}`;
}

/**
 * A process that answers each line with a line.
 *
 * @param {string} command
 * @param {readonly string[]} args
 */
function startWorker(command, args) {
  const child = spawn(command, [...args], { stdio: ['pipe', 'pipe', 'inherit'] });
  const ended = once(child, 'close');
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  return {
    /** @param {object} order */
    send: (order) => child.stdin.write(`${JSON.stringify(order)}\n`),
    async next() {
      const { value, done } = await lines.next();
      if (done === true) throw new Error(`${path.basename(command)} ended without an answer.`);
      return JSON.parse(value);
    },
    async end() {
      child.stdin.end();
      await ended;
    },
  };
}

/** @param {readonly number[]} numbers */
function median(numbers) {
  return numbers.toSorted((left, right) => left - right)[Math.floor(numbers.length / 2)] ?? Number.NaN;
}
