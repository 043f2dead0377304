// A registry on loopback, empty, without a way to any other: what it serves is what was published to it.

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { createServer } from 'node:net';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';

/**
 * @typedef {object} Registry
 * @property {string} folder Where it keeps everything.
 * @property {string} address With a slash at its end.
 * @property {string} npmrc The lines by which npm and pnpm take our packages, and only those, from it.
 * @property {() => Promise<void>} close Ends it.
 */

const patienceMs = 60_000;

/**
 * @param {string} folder Is made.
 * @returns {Promise<Registry>}
 */
export async function startRegistry(folder) {
  await mkdir(folder, { recursive: true });
  const port = await freePort();
  const config = path.join(folder, 'config.yaml');
  await writeFile(config, configText(folder));
  const verdaccio = path.join(
    path.dirname(createRequire(import.meta.url).resolve('verdaccio/package.json')),
    'bin/verdaccio',
  );
  const child = spawn(process.execPath, [verdaccio, '--config', config, '--listen', `127.0.0.1:${port}`], {
    cwd: folder,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let printed = '';
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (text) => (printed += text));
  const ended = once(child, 'exit');
  const close = async () => {
    child.kill();
    await ended;
  };
  const address = `http://127.0.0.1:${port}/`;
  const latest = performance.now() + patienceMs;
  while (!(await isUp(address))) {
    if (child.exitCode !== null || performance.now() > latest) {
      await close();
      throw new Error(`the registry did not start:\n${printed}`);
    }
    await delay(100);
  }
  const npmrc = `@hyperdrive-run:registry=${address}\n//127.0.0.1:${port}/:_authToken=rehearsal\n`;
  return { folder, address, npmrc, close };
}

/** @param {string} folder */
function configText(folder) {
  return JSON.stringify({
    storage: path.join(folder, 'packages'),
    auth: { htpasswd: { file: path.join(folder, 'users') } },
    uplinks: {},
    packages: { '@hyperdrive-run/*': { access: '$all', publish: '$all' } },
    web: { enable: false },
    max_body_size: '50mb',
    log: { type: 'stdout', format: 'pretty', level: 'warn' },
  });
}

/** @param {string} address */
async function isUp(address) {
  try {
    return (await fetch(`${address}-/ping`)).ok;
  } catch {
    return false;
  }
}

/** @returns {Promise<number>} */
async function freePort() {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const bound = server.address();
  server.close();
  await once(server, 'close');
  if (bound === null || typeof bound === 'string') throw new Error('there is no free port');
  return bound.port;
}
