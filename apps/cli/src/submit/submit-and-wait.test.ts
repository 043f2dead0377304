import { setImmediate as turn } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { memoryIo } from '../__fixtures__/memory-io.js';
import { temporaryFolder } from '../__fixtures__/temporary-folder.js';
import { writeSweep } from '../__fixtures__/write-sweep.js';
import { runCli } from '../run-cli.js';

it('cancels a sweep that was called off while it was being submitted', async () => {
  const home = await temporaryFolder();
  const file = await writeSweep(await temporaryFolder(), { waits: true });
  const io = memoryIo({ env: { ...process.env, HYPERDRIVE_HOME: home, NO_COLOR: '1' }, cwd: home });
  const ended = runCli(['submit', file, '--wait', '--json'], io);
  // Until somebody listens: that is before the request is sent.
  while (!io.printed.stderr.includes('Canceling the sweep')) {
    io.send('SIGTERM');
    await turn();
  }
  expect(await ended).toBe(1);
  expect(JSON.parse(io.printed.stdout)).toMatchObject({ status: 'Canceled' });
}, 60_000);
