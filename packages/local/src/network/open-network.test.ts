import { execFileSync } from 'node:child_process';
import { statSync } from 'node:fs';
import { get } from 'node:https';
import { join } from 'node:path';
import { BackendError, InvalidArgumentError } from '@hyperdrive-run/core';
import { describe, expect, it, onTestFinished } from 'vitest';
import { temporaryFolder } from '../storage/__fixtures__/temporary-folder.js';
import { type OpenNetwork, type OpenNetworkInput, openNetwork } from './open-network.js';

interface Opening {
  readonly listen?: OpenNetworkInput['listen'];
  readonly active?: number;
}

/** Starts a service's network on a folder, as often as it is called. */
async function place(): Promise<{
  readonly folder: string;
  readonly open: (opening?: Opening) => Promise<OpenNetwork | undefined>;
}> {
  const folder = await temporaryFolder();
  return {
    folder,
    async open({ listen, active = 0 } = {}) {
      const serve: OpenNetworkInput['serve'] = (host) => async () => new Response(`served as ${host}`);
      const network = await openNetwork({ folder, listen, countActive: () => active, serve });
      onTestFinished(() => network?.close());
      return network;
    },
  };
}

const loopback = { address: '127.0.0.1' };

describe('listening for other machines', () => {
  it('is done where it is asked for only, and says what they are told', async () => {
    const { open } = await place();
    expect(await open()).toBeUndefined();
    const network = await open({ listen: loopback });
    expect(network?.advertised).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
    expect(await (await fetch(network?.advertised ?? '')).text()).toBe('served as 127.0.0.1');
  });

  it('is done again at each start, at the same address, until it is ended', async () => {
    const { folder, open } = await place();
    const first = await open({ listen: loopback });
    await first?.close();
    expect(statSync(join(folder, 'network.json')).mode & 0o777).toBe(0o600);
    const second = await open();
    expect(second?.advertised).toBe(first?.advertised);
    await second?.close();
    const third = await open({ listen: loopback });
    expect(third?.advertised).toBe(first?.advertised);
    await third?.close();
    expect(await open({ listen: 'none' })).toBeUndefined();
    expect(await open()).toBeUndefined();
  });

  it('is not ended, or done elsewhere, while trials know its address', async () => {
    const { open } = await place();
    const before = await open({ listen: loopback });
    await before?.close();
    for (const listen of ['none', { ...loopback, advertise: 'http://login1:8080' }] as const) {
      const refused = open({ listen, active: 2 });
      await expect(refused).rejects.toThrow(BackendError);
      await expect(refused).rejects.toThrow(before?.advertised);
    }
    const again = await open({ listen: loopback, active: 2 });
    expect(again?.advertised).toBe(before?.advertised);
  });

  it('at the place of before fails where somebody else has it, and says how to go on', async () => {
    const { open } = await place();
    await open({ listen: loopback });
    await expect(open()).rejects.toMatchObject({ code: 'refused', hint: expect.stringContaining('--listen none') });
  });

  it('is done with a certificate where there is one', async (context) => {
    const { folder, open } = await place();
    const [certFile, keyFile] = [join(folder, 'cert.pem'), join(folder, 'key.pem')];
    try {
      const name = ['-subj', '/CN=localhost', '-addext', 'subjectAltName=DNS:localhost'];
      const files = ['-keyout', keyFile, '-out', certFile, '-days', '2'];
      execFileSync('openssl', ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', ...files, ...name], {
        stdio: 'ignore',
      });
    } catch {
      return context.skip('openssl was not found');
    }
    const network = await open({ listen: { address: 'localhost', tls: { certFile, keyFile } } });
    expect(network?.advertised).toMatch(/^https:\/\/localhost:\d+$/);
    const text = await new Promise<string>((resolve, reject) => {
      get(`${network?.advertised}/`, { rejectUnauthorized: false }, (answer) => {
        answer.setEncoding('utf8').on('data', resolve);
      }).on('error', reject);
    });
    expect(text).toBe('served as localhost');
    const wrong = open({ listen: { address: 'localhost', tls: { certFile, keyFile: certFile } } });
    await expect(wrong).rejects.toThrow(InvalidArgumentError);
    const missing = open({ listen: { address: 'localhost', tls: { certFile: '/none.pem', keyFile } } });
    await expect(missing).rejects.toThrow('listen.tls.certFile');
  });
});
