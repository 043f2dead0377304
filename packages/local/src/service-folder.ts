import { randomBytes } from 'node:crypto';
import { chmodSync, linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { InvalidArgumentError } from '@hyperdrive-run/core';
import { StorageError } from './storage/database/storage-error.js';

const keyBytes = 32;

/**
 * Makes a service's folder where it is missing. Only its owner can look into it: it holds tokens and users' data.
 * @returns its absolute path
 * @throws InvalidArgumentError, StorageError
 */
export function makeServiceFolder(folder: string): string {
  if (typeof folder !== 'string' || folder === '') {
    throw new InvalidArgumentError({ option: 'folder', got: folder, takes: 'the path of a folder' });
  }
  const path = resolve(folder);
  try {
    // Of a folder that is there the rights are the owner's business; a new one is closed to others.
    if (mkdirSync(path, { recursive: true, mode: 0o700 }) !== undefined) chmodSync(path, 0o700);
  } catch (error) {
    throw new StorageError({
      failure: 'unwritable',
      file: path,
      message: `The folder ${path} cannot be made.`,
      hint: 'Choose a folder that you may write to.',
      cause: error,
    });
  }
  return path;
}

/** The key that signs the tokens of trials: made once a folder, so that a restart does not turn trials away. */
export function signingKeyOf(folder: string): Uint8Array {
  const file = join(folder, 'signing.key');
  const known = readKey(file);
  if (known !== undefined) return known;
  const draft = `${file}.${process.pid}.${randomBytes(4).toString('hex')}`;
  writeFileSync(draft, randomBytes(keyBytes), { mode: 0o600 });
  try {
    // A link is there whole or not at all, and never replaces the key that another process has just made.
    linkSync(draft, file);
  } catch (error) {
    if (readKey(file) === undefined) throw error;
  } finally {
    rmSync(draft, { force: true });
  }
  return readKey(file) ?? signingKeyOf(folder);
}

function readKey(file: string): Uint8Array | undefined {
  let key: Uint8Array;
  try {
    key = readFileSync(file);
  } catch {
    return undefined;
  }
  if (key.length === keyBytes) return key;
  throw new StorageError({
    failure: 'corrupt',
    file,
    message: `The file ${file} should hold a key of ${keyBytes} bytes, but holds ${key.length}.`,
    hint: 'Remove the file: a new key is made. Tokens of trials that are running now become invalid.',
  });
}
