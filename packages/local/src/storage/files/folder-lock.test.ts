import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { temporaryFolder } from '../__fixtures__/temporary-folder.js';
import { isFolderLocked, takeFolderLock } from './folder-lock.js';

/** Another process that takes the lock of a folder, says so, and stays. */
const holder = `
const Database = require('libsql');
new Database(process.argv[1]).exec('BEGIN EXCLUSIVE');
console.log('taken');
setInterval(() => {}, 1000);
`;

/** Another process that looks whether the folder is locked, and takes a while over it. */
const lookerProgram = `
const Database = require('libsql');
const database = new Database(process.argv[1]);
database.exec('BEGIN; SELECT count(*) FROM sqlite_master');
console.log('looking');
setTimeout(() => database.close(), 50);
`;

describe("a folder's lock", () => {
  it('is held by one at a time, and can be taken again when it was released', async () => {
    const folder = await temporaryFolder();
    const lock = takeFolderLock(folder);
    expect(takeFolderLock(folder)).toBeUndefined();
    // To look at it, and to be turned away, leaves it with its holder.
    expect(isFolderLocked(folder)).toBe(true);
    lock?.release();
    expect(isFolderLocked(folder)).toBe(false);
    expect(isFolderLocked(folder)).toBe(false);
  });

  it('can be taken while others look at it, who do not take one another for its holder', async () => {
    const folder = await temporaryFolder();
    const looker = spawn(process.execPath, ['-e', lookerProgram, join(folder, 'service.lock')], {
      cwd: import.meta.dirname,
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    onTestFinished(() => void looker.kill('SIGKILL'));
    await once(looker.stdout, 'data');
    expect(isFolderLocked(folder)).toBe(false);
    // It gives way within the time that a service waits.
    const lock = takeFolderLock(folder);
    expect(lock).toBeDefined();
    lock?.release();
  });

  it('of another folder is another one', async () => {
    const lock = takeFolderLock(await temporaryFolder());
    onTestFinished(() => lock?.release());
    expect(isFolderLocked(await temporaryFolder())).toBe(false);
  });

  it('goes with the process that holds it, also where that is killed', async () => {
    const folder = await temporaryFolder();
    const other = spawn(process.execPath, ['-e', holder, join(folder, 'service.lock')], {
      cwd: import.meta.dirname,
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    onTestFinished(() => void other.kill('SIGKILL'));
    await once(other.stdout, 'data');
    expect(takeFolderLock(folder)).toBeUndefined();
    other.kill('SIGKILL');
    await once(other, 'exit');
    expect(isFolderLocked(folder)).toBe(false);
  });
});
