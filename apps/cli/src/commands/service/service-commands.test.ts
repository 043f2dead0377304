import { mkdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { findRunningService } from '@hyperdrive-run/local';
import { describe, expect, it } from 'vitest';
import { memoryIo } from '../../__fixtures__/memory-io.js';
import { runProgram } from '../../__fixtures__/run-program.js';
import { isAlive, serviceHomes } from '../../__fixtures__/service-homes.js';
import { temporaryFolder } from '../../__fixtures__/temporary-folder.js';
import { writeSweep } from '../../__fixtures__/write-sweep.js';
import { runCli } from '../../run-cli.js';

const { newHome, environment, run, json, programFile } = serviceHomes();

describe('hyperdrive service', () => {
  it('starts in the background, is found, and stops', async () => {
    const home = await newHome();
    expect(await json(home, 'service', 'status')).toEqual({ running: false, folder: home });
    const started = await json(home, 'service', 'start');
    expect(started).toMatchObject({
      running: true,
      folder: home,
      address: expect.stringContaining('http://127.0.0.1:'),
    });
    const sweeps = { running: 0, paused: 0, ended: 0 };
    expect(await json(home, 'service', 'status')).toMatchObject({ ...started, usage: { runs: 0, sweeps } });
    expect(await json(home, 'service', 'start')).toEqual(started);
    expect((await stat(path.join(home, 'service.log'))).mode & 0o077).toBe(0);
    expect(isAlive(Number(started['pid']))).toBe(true);
    expect(await run(home, 'service', 'stop')).toMatchObject({ code: 0, stderr: expect.stringContaining('Stopped.') });
    expect(isAlive(Number(started['pid']))).toBe(false);
    expect(await json(home, 'service', 'status')).toMatchObject({ running: false, folder: home, usage: { runs: 0 } });
    expect((await run(home, 'service', 'stop')).stderr).toContain('No service was running.');
  }, 60_000);

  it('takes the port that it is given, and says so where it runs on another', { tags: ['full'] }, async () => {
    const home = await newHome();
    const { address } = await json(home, 'service', 'start');
    const port = Number(new URL(String(address)).port);
    const other = port === 65_535 ? port - 1 : port + 1;
    expect(await json(home, 'service', 'start', '--port', String(port))).toMatchObject({ address });
    const { code, stderr } = await run(home, 'service', 'start', '--port', String(other));
    expect(code).toBe(1);
    expect(stderr).toContain(`runs already, at ${String(address)}`);
    expect(stderr).toContain(`hyperdrive service stop`);
  });

  it('lets pages of the origins in that its start named, and no others', async () => {
    const home = await newHome();
    const allowed = ['https://team.example', 'http://localhost:5173'];
    const options = allowed.flatMap((origin) => ['--allow-origin', origin]);
    const { address } = await json(home, 'service', 'start', ...options);
    for (const origin of [...allowed, 'https://attacker.example']) {
      const { status, headers } = await fetch(`${String(address)}/discovery`, { headers: { origin } });
      expect(status).toBe(allowed.includes(origin) ? 200 : 403);
      expect(headers.get('access-control-allow-origin')).toBe(allowed.includes(origin) ? origin : null);
    }
    const again = await run(home, 'service', 'start', '--allow-origin', 'https://other.example');
    expect(again).toMatchObject({ code: 1, stderr: expect.stringContaining('with the options of its start') });
  }, 60_000);

  it('refuses an origin that no browser sends', async () => {
    const { code, stderr } = await run(await newHome(), 'service', 'start', '--allow-origin', '*');
    expect(code).toBe(1);
    expect(stderr).toContain('allowedOrigins');
    expect(stderr).toContain('https://team.example');
  }, 60_000);

  it('reports why it could not be started', async () => {
    const first = await newHome();
    const { address } = await json(first, 'service', 'start');
    const second = await newHome();
    const { code, stderr } = await run(second, 'service', 'start', '--port', new URL(String(address)).port);
    expect(code).toBe(1);
    expect(stderr.split('\n')[0]).toMatch(/^Error: The local service could not be started: .*Port \d+ is taken\./);
    expect(stderr.split('\n')).toHaveLength(3);
  }, 60_000);
});

describe('a service at an address', () => {
  it('is read with the right token, and refuses a wrong one, which is not shown', { tags: ['full'] }, async () => {
    const home = await newHome();
    const { address } = await json(home, 'service', 'start');
    const service = findRunningService(home);
    const backend = `azureml+${String(address)}/subscriptions/s/resourceGroups/g/workspaces/w`;
    const ask = async (token: string | undefined) => {
      const io = memoryIo({ env: { ...environment(home), HYPERDRIVE_TOKEN: token } });
      return { code: await runCli(['list', '--backend', backend, '--json'], io), ...io.printed };
    };
    expect(await ask(service?.token)).toMatchObject({ code: 0, stdout: '[]\n' });
    for (const token of ['wr0ng', undefined]) {
      const { code, stderr } = await ask(token);
      expect(code).toBe(1);
      expect(stderr.split('\n')[1]).toContain('HYPERDRIVE_TOKEN');
      expect(stderr).not.toContain('wr0ng');
    }
  });
});

describe('submit without --wait', () => {
  it('starts a service where none runs, says so, and comes back while the sweep goes on', async () => {
    const home = await newHome();
    const folder = await temporaryFolder();
    const { code, stdout, stderr } = await run(home, 'submit', await writeSweep(folder, { waits: true }));
    expect(code).toBe(0);
    expect(stderr).toMatch(/started: http:\/\/127\.0\.0\.1:\d+, process \d+, folder /);
    expect(stderr).toContain(`hyperdrive service stop`);
    const id = /^runId\t(.*)$/m.exec(stdout)?.[1] ?? '';
    expect(stderr).toContain(`hyperdrive status ${id}`);
    expect(['Completed', 'Failed', 'Canceled']).not.toContain((await json(home, 'status', id))['status']);

    const again = await run(home, 'submit', await writeSweep(folder), '--json');
    expect(again.stderr).toBe('');
    expect(JSON.parse(again.stdout)).toMatchObject({ experiment: 'garden', service: { folder: home } });

    expect(await json(home, 'cancel', id)).toMatchObject({ runId: id, accepted: true });
    const { pid } = await json(home, 'service', 'status');
    await run(home, 'service', 'stop');
    expect(isAlive(Number(pid))).toBe(false);
  }, 60_000);

  it('says of an unfinished sweep that nothing goes on while no service runs', async () => {
    const home = await newHome();
    const { runId } = await json(home, 'submit', await writeSweep(await temporaryFolder(), { waits: true }));
    await run(home, 'service', 'stop');
    const { stdout, stderr } = await run(home, 'status', String(runId));
    expect(stdout).not.toMatch(/^status\t(Completed|Failed|Canceled)$/m);
    expect(stderr).toContain('The local service does not run');
    expect(stderr).toContain(`hyperdrive service start`);
  }, 60_000);

  it('watches a sweep through a restart of the service at another address', { tags: ['full'] }, async () => {
    const home = await newHome();
    const submitted = await json(home, 'submit', await writeSweep(await temporaryFolder(), { waits: true }));
    const runId = String(submitted['runId']);
    const io = memoryIo({ env: environment(home), programFile: programFile() });
    const watching = runCli(['watch', runId], io);
    await expect.poll(() => io.printed.stderr, { timeout: 20_000 }).toContain('0/3 trials ended');
    const { address } = await json(home, 'service', 'status');
    await run(home, 'service', 'stop');
    expect((await json(home, 'service', 'start'))['address']).not.toBe(address);
    // A sweep all of whose trials failed is Failed, also where it was canceled: another one must run first.
    await expect
      .poll(async () => (await json(home, 'status', runId))['childrenByStatus'], { timeout: 20_000 })
      .toMatchObject({ Running: 1 });
    await run(home, 'cancel', runId);
    expect(await watching).toBe(1);
    expect(io.printed.stderr).toMatch(/^Canceled after /m);
  });

  it('goes on watching where no service runs, says so, and sees the service that is started', {
    tags: ['full'],
  }, async () => {
    const home = await newHome();
    const submitted = await json(home, 'submit', await writeSweep(await temporaryFolder(), { waits: true }));
    const runId = String(submitted['runId']);
    await run(home, 'service', 'stop');
    const io = memoryIo({ env: environment(home), programFile: programFile() });
    const watching = runCli(['watch', runId], io);
    await expect.poll(() => io.printed.stderr, { timeout: 20_000 }).toContain('The local service does not run');
    await run(home, 'service', 'start');
    await run(home, 'cancel', runId);
    expect(await watching).toBe(1);
  });
});

describe('submit --wait', () => {
  it('asks at the first Ctrl+C, cancels at the second, and leaves no trial behind', async () => {
    const home = await newHome();
    const folder = await temporaryFolder();
    const file = await writeSweep(folder, { waits: true });
    const program = runProgram(programFile(), ['submit', file, '--wait', '--json'], environment(home));
    const pidFile = path.join(folder, 'pid');
    await expect.poll(() => readFile(pidFile, 'utf8').catch(() => ''), { timeout: 30_000 }).toMatch(/^\d+$/);
    const trial = Number(await readFile(pidFile, 'utf8'));

    program.child.kill('SIGINT');
    await program.untilPrinted('Press Ctrl+C again to cancel it.');
    expect(isAlive(trial)).toBe(true);
    program.child.kill('SIGINT');
    await program.untilPrinted('Canceling the sweep');
    expect(await program.ended).toBe(1);
    expect(JSON.parse(program.printed.stdout)).toMatchObject({
      status: 'Canceled',
      best: { bestPrimaryMetric: 1.5, status: 'Canceled' },
    });
    // Its parent has gone before it: the system takes a moment to take it off its list.
    await expect.poll(() => isAlive(trial), { timeout: 10_000 }).toBe(false);
    expect(await json(home, 'service', 'status')).toMatchObject({ running: false });
  }, 60_000);

  it('uses the service that runs', async () => {
    const home = await newHome();
    const { pid } = await json(home, 'service', 'start');
    const { code, stdout, stderr } = await run(home, 'submit', await writeSweep(await temporaryFolder()), '--wait');
    expect(code, stderr).toBe(0);
    expect(stdout).toMatch(/^bestPrimaryMetric\t3\.5$/m);
    expect(stderr).toMatch(/Next steps:\n {2}hyperdrive children HD_\S+ +# all children\n/);
    expect(await json(home, 'service', 'status')).toMatchObject({ running: true, pid });
  }, 60_000);
});

describe('hyperdrive dashboard', () => {
  it('says what to install where it is missing', async () => {
    const program = runProgram(programFile(), ['dashboard'], environment(await newHome()));
    expect(await program.ended).toBe(1);
    expect(program.printed.stderr).toMatch(
      /^Error: The dashboard is not installed\.\nInstall it .*npm install @hyperdrive-run\/dashboard/,
    );
  }, 30_000);

  it('shows its address, stays until Ctrl+C, and closes it', async () => {
    const folder = await installDashboard(`export const startDashboard = async ({ workspace, port }) => {
      const timer = setInterval(() => {}, 1000);
      return { url: workspace.backend.displayName + port, newUrl: () => 'another', close: async () => { clearInterval(timer); console.error('closed'); } };
    };`);
    const args = ['dashboard', '--port', '8000', '--json'];
    const program = runProgram(programFile(), args, environment(await newHome()));
    await program.untilPrinted('Ctrl+C ends the dashboard.');
    expect(JSON.parse(program.printed.stdout)).toEqual({ url: 'Azure ML8000' });
    program.child.kill('SIGINT');
    expect(await program.ended).toBe(0);
    expect(program.printed.stderr).toMatch(/^Open this address .*\nclosed\n$/);
    await rm(folder, { recursive: true });
  }, 30_000);

  it('offers what the backend can do, and with --read-only nothing', async () => {
    const folder = await installDashboard(`export const startDashboard = async ({ acts }) => {
      const timer = setInterval(() => {}, 1000);
      return { url: Object.keys(acts).join(), newUrl: () => 'another', close: async () => clearInterval(timer) };
    };`);
    const backend = 'azureml+http://127.0.0.1:1/subscriptions/s/resourceGroups/g/workspaces/w';
    for (const [options, offered] of [
      [[], 'cancel'],
      [['--read-only'], ''],
    ] as const) {
      const args = ['dashboard', '--backend', backend, '--json', ...options];
      const env = { ...environment('/nowhere'), HYPERDRIVE_TOKEN: 'token' };
      const program = runProgram(programFile(), args, env);
      await program.untilPrinted('Ctrl+C ends the dashboard.');
      expect(JSON.parse(program.printed.stdout)).toEqual({ url: offered });
      program.child.kill('SIGINT');
      expect(await program.ended).toBe(0);
    }
    await rm(folder, { recursive: true });
  }, 30_000);
});

/** Puts a package in the place of the dashboard's, beside the program. */
async function installDashboard(source: string): Promise<string> {
  const folder = path.join(path.dirname(programFile()), 'node_modules/@hyperdrive-run/dashboard');
  await mkdir(folder, { recursive: true });
  await writeFile(path.join(folder, 'package.json'), '{ "type": "module", "exports": "./index.js" }');
  await writeFile(path.join(folder, 'index.js'), source);
  return folder;
}

describe('the program as a process', () => {
  it('ends quietly where nobody reads on', async () => {
    const program = runProgram(programFile(), ['--help'], environment('/nowhere'));
    program.child.stdout?.destroy();
    expect(await program.ended).toBe(0);
    expect(program.printed.stderr).toBe('');
  }, 30_000);
});
