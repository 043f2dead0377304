import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { isJsonObject, type JsonValue, parseJson } from '@hyperdrive-run/core/json';
import { localWorkspaceUri } from './local-workspace-uri.js';
import { isFolderLocked } from './storage/files/folder-lock.js';
import { writePrivateFile } from './storage/files/write-private-file.js';

/** A service that listens, as its folder tells of it. Whoever can read this can do everything there. */
export interface RunningService {
  /** Such as `http://127.0.0.1:49152`. */
  readonly address: string;
  /** What the sdk's `connect` is called with, beside the token as its `credential`. */
  readonly uri: string;
  readonly token: string;
  readonly pid: number;
  readonly startedAt: Date;
  /** Where trials on other machines reach it; `undefined` where it listens for this one alone. */
  readonly advertised?: string | undefined;
}

const fileName = 'service.json';

/** Tells of a service in its folder, readable by its owner only. */
export function writeServiceFile(folder: string, service: Omit<RunningService, 'uri'>): void {
  const file = join(folder, fileName);
  const { address, token, pid, startedAt, advertised } = service;
  const text = JSON.stringify({ address, token, pid, startedAt: startedAt.toISOString(), advertised }, null, 2);
  writePrivateFile(file, `${text}\n`);
}

export function removeServiceFile(folder: string): void {
  rmSync(join(folder, fileName), { force: true });
}

/**
 * Finds the service that listens for a folder. What a killed service left behind is told apart: its lock is gone.
 * @returns `undefined` where none is running
 */
export function findRunningService(folder: string): RunningService | undefined {
  const service = readServiceFile(folder);
  return service !== undefined && isFolderLocked(folder) ? service : undefined;
}

/** What the file says, whether or not it is still true. */
export function readServiceFile(folder: string): RunningService | undefined {
  let fields: JsonValue;
  try {
    fields = parseJson(readFileSync(join(folder, fileName), 'utf8'));
  } catch {
    return undefined;
  }
  if (!isJsonObject(fields)) return undefined;
  const address = fields.get('address');
  const token = fields.get('token');
  const pid = fields.get('pid');
  const startedAt = fields.get('startedAt');
  const advertised = fields.get('advertised');
  if (typeof address !== 'string' || typeof token !== 'string') return undefined;
  if (typeof pid !== 'number' || typeof startedAt !== 'string') return undefined;
  return {
    address,
    uri: localWorkspaceUri(address),
    token,
    pid,
    startedAt: new Date(startedAt),
    ...(typeof advertised === 'string' ? { advertised } : {}),
  };
}
