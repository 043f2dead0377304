import { homedir } from 'node:os';
import { describe, expect, it } from 'vitest';
import { localFolder } from './local-folder.js';

describe('localFolder', () => {
  const io = { cwd: '/work-here', env: { HOME: '/home/ada' } };

  it.each([
    ['local', '/home/ada/.hyperdrive'],
    ['local:/data/sweeps', '/data/sweeps'],
    ['local:sweeps', '/work-here/sweeps'],
    ['local:~/sweeps', '/home/ada/sweeps'],
    ['local:~', '/home/ada'],
    ['local:a:b', '/work-here/a:b'],
  ])('finds for %s the folder %s', (backend, folder) => {
    expect(localFolder(backend, io)).toBe(folder);
  });

  it('lets HYPERDRIVE_HOME choose the default folder', () => {
    expect(localFolder('local', { cwd: '/x', env: { HYPERDRIVE_HOME: 'runs' } })).toBe('/x/runs');
    expect(localFolder('local', { cwd: '/x', env: { HYPERDRIVE_HOME: '' } })).toBe(`${homedir()}/.hyperdrive`);
  });

  it('refuses a local backend without a folder, and leaves addresses to others', () => {
    expect(() => localFolder('local:', io)).toThrow('without a folder');
    expect(localFolder('azureml://westeurope/subscriptions/s', io)).toBeUndefined();
  });
});
