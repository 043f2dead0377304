import { chmodSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { temporaryFolder } from '../../__fixtures__/temporary-folder.js';
import { createAzCliCredential } from './az-cli-credential.js';

const arm = 'https://management.azure.com/.default';

/** A folder with a stand-in for the Azure CLI, which writes down how it was called and then does what is given. */
async function azThat(lines: string): Promise<{ readonly env: Record<string, string>; readonly folder: string }> {
  const folder = await temporaryFolder();
  const script = join(folder, 'az');
  writeFileSync(script, `#!/bin/sh\necho "$@" >> '${folder}/calls'\n${lines}\n`);
  chmodSync(script, 0o755);
  return { env: { PATH: `${folder}:/usr/bin:/bin` }, folder };
}

function callsIn(folder: string): readonly string[] {
  return readFileSync(join(folder, 'calls'), 'utf8').trim().split('\n');
}

describe.skipIf(process.platform === 'win32')('the sign-in of the Azure CLI', () => {
  it('gives a token for what it is asked for, in the tenant of the subscription', async () => {
    const { env, folder } = await azThat(`echo '{"accessToken": "t1", "expires_on": 1800000000, "expiresOn": "x"}'`);
    const credential = createAzCliCredential({ env, subscriptionId: 'sub-1' });
    expect(await credential.getToken(arm)).toEqual({ token: 't1', expiresOnTimestamp: 1_800_000_000_000 });
    await credential.getToken(['https://ml.azure.com/.default']);
    expect(callsIn(folder)).toEqual([
      'account get-access-token --output json --resource https://management.azure.com --subscription sub-1',
      'account get-access-token --output json --resource https://ml.azure.com --subscription sub-1',
    ]);
  });

  it('reads the local time at which tokens of older versions expire', async () => {
    const { env } = await azThat(`echo '{"accessToken": "t1", "expiresOn": "2027-01-15 08:00:00.123456"}'`);
    const { expiresOnTimestamp } = await createAzCliCredential({ env }).getToken(arm);
    expect(new Date(expiresOnTimestamp)).toEqual(new Date(2027, 0, 15, 8, 0, 0, 123));
  });

  it('passes a name of a subscription over that a shell could misread', async () => {
    const { env, folder } = await azThat(`echo '{"accessToken": "t1"}'`);
    await createAzCliCredential({ env, subscriptionId: 'a&calc' }).getToken(arm);
    expect(callsIn(folder)).toEqual(['account get-access-token --output json --resource https://management.azure.com']);
  });

  it.each([
    [
      "ERROR: Please run 'az login' to setup account.",
      'nobody is signed in to the Azure CLI',
      'Sign in with "az login"',
    ],
    [
      'WARNING: old\nERROR: AADSTS70043: The refresh token has expired.\nTrace',
      'AADSTS70043: The refresh token has expired',
      'Sign in again',
    ],
    ['', 'it says not why', 'Sign in again'],
  ])('says what is wrong where it fails with %j', async (stderr, words, advice) => {
    const { env } = await azThat(`printf '%s' "${stderr}" >&2; exit 1`);
    await expect(createAzCliCredential({ env }).getToken(arm)).rejects.toMatchObject({
      code: 'not-authenticated',
      message: expect.stringContaining(words),
      hint: expect.stringMatching(new RegExp(`^${advice}.*HYPERDRIVE_TOKEN`)),
    });
  });

  it.each(['echo no json', 'echo null', `echo '{"accessToken": 7}'`, 'true'])(
    'does not take %j for a token',
    async (lines) => {
      const { env } = await azThat(lines);
      await expect(createAzCliCredential({ env }).getToken(arm)).rejects.toThrow('it printed no token');
    },
  );

  it('says that it is not installed', async () => {
    const env = { PATH: await temporaryFolder() };
    await expect(createAzCliCredential({ env }).getToken(arm)).rejects.toMatchObject({
      code: 'not-authenticated',
      message: 'There is no token: HYPERDRIVE_TOKEN is not set, and the Azure CLI (az) was not found.',
    });
  });

  it('is ended with all that it started where it takes too long, or where nobody waits any more', async () => {
    // What it starts keeps its output open: while that lives, the call goes on.
    const { env } = await azThat(`sh -c 'sleep 300; true'`);
    await expect(createAzCliCredential({ env, timeoutMs: 300 }).getToken(arm)).rejects.toMatchObject({
      code: 'timed-out',
      isRetryable: true,
    });
    const controller = new AbortController();
    const asking = createAzCliCredential({ env }).getToken(arm, { abortSignal: controller.signal });
    controller.abort(new Error('enough'));
    await expect(asking).rejects.toThrow('enough');
  });
});
