import { homedir } from 'node:os';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { cacheFolder } from './cache-folder.js';

describe('the folder for caches', () => {
  it.each([
    ['linux', { HOME: '/home/ada' }, '/home/ada/.cache/hyperdrive'],
    ['linux', { HOME: '/home/ada', XDG_CACHE_HOME: '/var/ada' }, '/var/ada/hyperdrive'],
    ['linux', { HOME: '/home/ada', XDG_CACHE_HOME: 'relative' }, '/home/ada/.cache/hyperdrive'],
    ['linux', {}, path.join(homedir(), '.cache/hyperdrive')],
    ['darwin', { HOME: '/Users/ada' }, '/Users/ada/Library/Caches/hyperdrive'],
    ['win32', { LOCALAPPDATA: '/local' }, path.join('/local', 'hyperdrive')],
  ] as const)('on %s with %j is %s', (platform, env, folder) => {
    expect(cacheFolder(env, platform)).toBe(folder);
  });

  it('does not exist where Node is told to keep no compiled code', () => {
    expect(cacheFolder({ HOME: '/home/ada', NODE_DISABLE_COMPILE_CACHE: '1' })).toBeUndefined();
    expect(cacheFolder({ HOME: '/home/ada', NODE_DISABLE_COMPILE_CACHE: '' }, 'linux')).toBeDefined();
  });
});
