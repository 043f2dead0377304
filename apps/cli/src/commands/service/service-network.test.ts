import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { isAlive, serviceHomes } from '../../__fixtures__/service-homes.js';
import { temporaryFolder } from '../../__fixtures__/temporary-folder.js';
import { writeSweep } from '../../__fixtures__/write-sweep.js';

const { newHome, run, json } = serviceHomes();

/** Whether nothing of a process runs. One that its parent has left may be a zombie for ever, where nobody collects those. */
async function isEnded(pid: number): Promise<boolean> {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '');
  return !isAlive(pid) || /\) Z /.test(stat);
}

describe('a service with trials beyond its own process', () => {
  it('listens for other machines where it is asked to, says so, and does again at its next start', async () => {
    const home = await newHome();
    const { advertised } = await json(home, 'service', 'start', '--listen', '127.0.0.1');
    expect(advertised).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
    expect((await fetch(`${String(advertised)}/local/v1.0/usage`)).status).toBe(401);
    const again = await run(home, 'service', 'start', '--listen', '127.0.0.1');
    expect(again).toMatchObject({ code: 1, stderr: expect.stringContaining('with the options of its start') });
    await run(home, 'service', 'stop');
    expect((await json(home, 'service', 'start'))['advertised']).toBe(advertised);
  }, 60_000);

  it.each([
    [['--advertise', 'http://login1:8080'], '--advertise goes with --listen.'],
    [['--listen', '127.0.0.1', '--tls-cert', 'a.pem'], '--tls-cert and --tls-key go together.'],
    [['--listen', '0.0.0.0'], 'listen.advertise'],
    [['--listen', 'http://a'], '--listen is "http://a"'],
  ])(
    'refuses %j',
    async (options, message) => {
      const { code, stderr } = await run(await newHome(), 'service', 'start', ...options);
      expect(code).not.toBe(0);
      expect(stderr).toContain(message);
    },
    60_000,
  );

  it('leaves trials that are to be left to the next service, which adopts them', async () => {
    const home = await newHome();
    const folder = await temporaryFolder();
    const { runId } = await json(home, 'submit', await writeSweep(folder, { waits: true }));
    const pid = (): Promise<number> => readFile(path.join(folder, 'pid'), 'utf8').then(Number, () => 0);
    await expect.poll(pid, { timeout: 20_000 }).toBeGreaterThan(0);
    await run(home, 'service', 'stop', '--leave-trials');
    expect(isAlive(await pid())).toBe(true);
    await run(home, 'service', 'start');
    expect((await json(home, 'status', String(runId)))['status']).toBe('Running');
    await run(home, 'service', 'stop');
    expect(await isEnded(await pid())).toBe(true);
  }, 60_000);
});
