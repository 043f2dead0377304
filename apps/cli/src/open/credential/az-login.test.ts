import { chmodSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { memoryIo } from '../../__fixtures__/memory-io.js';
import { temporaryFolder } from '../../__fixtures__/temporary-folder.js';
import { runCli } from '../../run-cli.js';

const backend = 'azureml://westeurope/subscriptions/sub-1/resourceGroups/g/workspaces/w';

interface Sent {
  readonly origin: string;
  readonly authorization: string | null;
}

/** Stands in for the cloud: discovery, then a service that refuses the first token where it is asked to. */
function stubCloud({ refuses }: { readonly refuses?: string } = {}): readonly Sent[] {
  const sent: Sent[] = [];
  vi.stubGlobal('fetch', async (input: string, init?: RequestInit) => {
    const authorization = new Headers(init?.headers).get('authorization');
    sent.push({ origin: new URL(input).origin, authorization });
    if (input.endsWith('/discovery')) return Response.json({ api: 'https://westeurope.api.azureml.ms' });
    if (authorization === `Bearer ${refuses}`) return Response.json({ error: { code: 'Expired' } }, { status: 401 });
    return Response.json({ error: { code: 'UserError', message: 'Run sweep not found.' } }, { status: 404 });
  });
  return sent;
}

/** The Azure CLI of the PATH: prints `t1`, `t2`, ... */
async function standInAz(): Promise<{ readonly path: string; readonly calls: () => number }> {
  const folder = await temporaryFolder();
  const script = join(folder, 'az');
  writeFileSync(
    script,
    `#!/bin/sh\necho call >> '${folder}/calls'\necho "{\\"accessToken\\": \\"t$(wc -l < '${folder}/calls' | tr -d ' ')\\", \\"expires_on\\": 4102444800}"\n`,
  );
  chmodSync(script, 0o755);
  const calls = (): number => readFileSync(join(folder, 'calls'), 'utf8').trim().split('\n').length;
  return { path: `${folder}:/usr/bin:/bin`, calls };
}

async function run(env: Readonly<Record<string, string>>) {
  const io = memoryIo({ env: { NO_COLOR: '1', ...env } });
  const code = await runCli(['status', 'sweep', '--backend', backend], io);
  return { code, ...io.printed };
}

afterEach(() => vi.unstubAllGlobals());

describe.skipIf(process.platform === 'win32')('a command that asks Azure ML', () => {
  it('asks az once for all its requests, and sends the token to the services of the workspace alone', async () => {
    const sent = stubCloud();
    const az = await standInAz();
    const { code, stdout, stderr } = await run({ PATH: az.path });
    expect([code, az.calls()]).toEqual([1, 1]);
    const withToken = sent.filter(({ authorization }) => authorization !== null);
    expect(withToken.length).toBeGreaterThan(0);
    expect(withToken.every(({ authorization }) => authorization === 'Bearer t1')).toBe(true);
    expect(new Set(withToken.map(({ origin }) => origin))).toEqual(new Set(['https://westeurope.api.azureml.ms']));
    expect(`${stdout}${stderr}`).not.toContain('t1');
  });

  it('asks again where a token was refused', async () => {
    const sent = stubCloud({ refuses: 't1' });
    const az = await standInAz();
    await run({ PATH: az.path });
    expect(az.calls()).toBe(2);
    expect(sent.at(-1)?.authorization).toBe('Bearer t2');
  });

  it('does not ask az where HYPERDRIVE_TOKEN is set', async () => {
    const sent = stubCloud();
    await run({ PATH: '', HYPERDRIVE_TOKEN: 'mine' });
    expect(sent.at(-1)?.authorization).toBe('Bearer mine');
  });

  it('says in two lines that there is no token, and what to do', async () => {
    stubCloud();
    const { code, stderr } = await run({ PATH: await temporaryFolder() });
    expect(code).toBe(1);
    expect(stderr.trim().split('\n')).toEqual([
      'Error: There is no token: HYPERDRIVE_TOKEN is not set, and the Azure CLI (az) was not found.',
      'Install it and sign in with "az login", or put a token into the environment variable HYPERDRIVE_TOKEN.',
    ]);
  });
});
