import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { temporaryFolder } from '../storage/__fixtures__/temporary-folder.js';
import { chaosTrial } from './__fixtures__/chaos-trial.js';

/** Listens as a service that ends the first connection before anything was sent over it, as one does that is killed then. */
async function serveAfterOneLost(): Promise<string> {
  let connections = 0;
  const server = createServer((request, response) => void request.resume().on('end', () => response.end('{}')));
  server.on('connection', (socket) => {
    connections += 1;
    if (connections === 1) socket.end();
  });
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const address: AddressInfo | string | null = server.address();
  if (address === null || typeof address === 'string') throw new Error('The server has no port.');
  return `http://127.0.0.1:${address.port}`;
}

it('a trial of the chaos tests asks again where its first connection is lost before it was used', async () => {
  const notes = await temporaryFolder();
  const code = join(notes, 'code');
  mkdirSync(code);
  writeFileSync(join(code, 'trial.mjs'), chaosTrial);
  const trial = spawn(process.execPath, [join(code, 'trial.mjs'), '1', notes, '500'], {
    env: { ...process.env, AZUREML_SERVICE_ENDPOINT: await serveAfterOneLost(), AZUREML_RUN_ID: 'HD_1_1' },
    stdio: 'inherit',
  });
  onTestFinished(() => void trial.kill('SIGKILL'));
  expect(await once(trial, 'exit')).toEqual([0, null]);
  expect(readFileSync(join(notes, 'acknowledged'), 'utf8').trim().split('\n')).toHaveLength(3);
});
