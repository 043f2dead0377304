import { randomUUID } from 'node:crypto';
import { readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { shellQuote } from '../../trial/shell-quote.js';
import type { Compute } from './compute.js';

/** What is wrong with the shared folder of a compute that somebody adds, as seen from this machine. */
export function findFolderFault({
  sharedFolder,
}: Pick<Compute, 'sharedFolder'>): { readonly option: string; readonly takes: string } | undefined {
  if (sharedFolder === undefined || isFolder(sharedFolder)) return undefined;
  return { option: 'sharedFolder', takes: 'a folder that exists on this machine and on the nodes' };
}

/** What a node knows a shared folder by: an empty folder of the same path is not the same folder. */
export interface FolderSign {
  /** A script of `sh` that exits with 0 where it sees the folder. */
  readonly script: string;
  /** Takes away what was left in the folder. */
  remove(): void;
}

/** How long a network file system may take to show what was written, in seconds. */
const lateSeconds = 10;

/**
 * Leaves something in a folder that a node can look for. In one that this machine may only read it is what is in there already.
 * @returns `undefined` where this machine has no such folder
 */
export function leaveSign(folder: string): FolderSign | undefined {
  if (!isFolder(folder)) return undefined;
  const own = join(folder, `.hyperdrive-probe-${randomUUID()}`);
  try {
    writeFileSync(own, '', { mode: 0o644 });
  } catch {
    return { script: scriptThatSees(join(folder, firstIn(folder))), remove: () => {} };
  }
  return { script: scriptThatSees(own), remove: () => rmSync(own, { force: true }) };
}

/** What a person is told of a folder that the machine of the service does not have any more. */
export function missingFolder(folder: string): string {
  return `The shared folder ${folder} does not exist on the machine of the service.`;
}

function firstIn(folder: string): string {
  try {
    return readdirSync(folder)[0] ?? '';
  } catch {
    return '';
  }
}

function scriptThatSees(path: string): string {
  const file = shellQuote(path);
  return `i=0; until test -e ${file}; do test $i -lt ${lateSeconds} || exit 1; i=$((i + 1)); sleep 1; done`;
}

function isFolder(path: string): boolean {
  try {
    return statSync(path).isDirectory();
  } catch {
    return false;
  }
}
