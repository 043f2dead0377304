import { homedir } from 'node:os';
import { expect, it } from 'vitest';
import { configFolder } from './config-folder.js';

it.each([
  [{ HYPERDRIVE_CONFIG: '/etc/own', XDG_CONFIG_HOME: '/x' }, '/etc/own'],
  [{ HYPERDRIVE_CONFIG: 'own' }, '/work-here/own'],
  [{ XDG_CONFIG_HOME: '/x', HOME: '/home/ada' }, '/x/hyperdrive'],
  [{ XDG_CONFIG_HOME: 'relative', HOME: '/home/ada' }, '/home/ada/.config/hyperdrive'],
  [{ HYPERDRIVE_CONFIG: '', XDG_CONFIG_HOME: '', HOME: '' }, `${homedir()}/.config/hyperdrive`],
])('with %j is %s', (env, folder) => {
  expect(configFolder({ env, cwd: '/work-here' })).toBe(folder);
});
