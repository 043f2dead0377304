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

/** Stands in for the cloud: discovery, then services that know no run, and refuse the first tokens where they are asked to. */
function stubCloud({ refusesFirst = false } = {}): readonly Sent[] {
  const sent: Sent[] = [];
  vi.stubGlobal('fetch', async (input: string, init?: RequestInit) => {
    const authorization = new Headers(init?.headers).get('authorization');
    sent.push({ origin: new URL(input).origin, authorization });
    if (input.endsWith('/discovery')) return Response.json({ api: 'https://westeurope.api.azureml.ms' });
    if (refusesFirst && authorization?.startsWith('Bearer 1:'))
      return Response.json({ error: { code: 'Expired' } }, { status: 401 });
    return Response.json({ error: { code: 'UserError', message: 'Run sweep not found.' } }, { status: 404 });
  });
  return sent;
}

/** The Azure CLI of the PATH. Each token says how many were given for its audience before, and the audience. */
async function standInAz(): Promise<{ readonly path: string; readonly audiences: () => readonly string[] }> {
  const folder = await temporaryFolder();
  const script = join(folder, 'az');
  const lines = [
    '#!/bin/sh',
    // account get-access-token --output json --resource AUDIENCE
    `echo "$6" >> '${folder}/calls'`,
    `count=$(grep -c -x "$6" '${folder}/calls')`,
    `echo "{\\"accessToken\\": \\"$count:$6\\", \\"expires_on\\": 4102444800}"`,
  ];
  writeFileSync(script, `${lines.join('\n')}\n`);
  chmodSync(script, 0o755);
  const audiences = (): readonly string[] => readFileSync(join(folder, 'calls'), 'utf8').trim().split('\n');
  return { path: `${folder}:/usr/bin:/bin`, audiences };
}

async function run(env: Readonly<Record<string, string>>) {
  const io = memoryIo({ env: { NO_COLOR: '1', ...env } });
  const code = await runCli(['status', 'sweep', '--backend', backend], io);
  return { code, ...io.printed };
}

afterEach(() => vi.unstubAllGlobals());

describe.skipIf(process.platform === 'win32')('a command that asks Azure ML', () => {
  it('asks az once for each audience, and sends its token to the services of that audience alone', async () => {
    const sent = stubCloud();
    const az = await standInAz();
    const { code, stdout, stderr } = await run({ PATH: az.path });
    expect(code).toBe(1);
    const audiences = az.audiences();
    expect(new Set(audiences).size).toBe(audiences.length);
    const audienceOf = new Map([
      ['https://management.azure.com', 'https://management.azure.com'],
      ['https://westeurope.api.azureml.ms', 'https://ml.azure.com'],
    ]);
    const withToken = sent.filter(({ authorization }) => authorization !== null);
    expect(withToken.length).toBeGreaterThan(0);
    for (const { origin, authorization } of withToken) {
      expect(authorization).toBe(`Bearer 1:${audienceOf.get(origin)}`);
    }
    expect(`${stdout}${stderr}`).not.toContain('1:https');
  });

  it('asks again where a token was refused', async () => {
    const sent = stubCloud({ refusesFirst: true });
    const az = await standInAz();
    await run({ PATH: az.path });
    const [first] = az.audiences();
    expect(az.audiences().filter((audience) => audience === first)).toHaveLength(2);
    expect(sent.map(({ authorization }) => authorization)).toContain(`Bearer 2:${first}`);
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
