import { linkSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Where the start of a trial is recorded on disk, so that a service finds the trial again that another one started.
 * `<id>.pid` is made once, by the trial's shell as its first step or by a service that takes the trial for not started:
 * whoever comes first. `<id>.exit` holds the exit code of the trial's command.
 */
export interface LaunchRecord {
  /** The folder, which is there. */
  readonly folder: string;
  /** Unique: a trial that is started again has another one. */
  readonly id: string;
}

/** What the records say of who came first. */
export type LaunchClaim =
  | { readonly kind: 'process'; readonly processId: number }
  /** A service did: the trial has not run and will not. */
  | { readonly kind: 'withdrawn' }
  /** Somebody is writing it down, or died over it. */
  | { readonly kind: 'unfinished' };

const withdrawn = 'withdrawn\n';

/** What the names of a record's files begin with. */
export function launchPath({ folder, id }: LaunchRecord): string {
  return join(folder, id);
}

/** Who came first; `undefined` where nobody has come yet. */
export function readLaunchClaim(record: LaunchRecord): LaunchClaim | undefined {
  let text: string;
  try {
    text = readFileSync(claimFile(record), 'utf8');
  } catch {
    return undefined;
  }
  if (text === withdrawn) return { kind: 'withdrawn' };
  return /^[1-9]\d*\n$/.test(text) ? { kind: 'process', processId: Number(text) } : { kind: 'unfinished' };
}

/**
 * Makes sure that a trial that has not started under this record never will.
 * @returns who came first, this call included
 */
export function withdrawLaunch(record: LaunchRecord): LaunchClaim {
  const known = readLaunchClaim(record);
  if (known !== undefined) return known;
  const draft = `${claimFile(record)}.${process.pid}`;
  try {
    writeFileSync(draft, withdrawn, { mode: 0o600 });
    // A link is there whole or not at all, and never replaces what is there.
    linkSync(draft, claimFile(record));
    return { kind: 'withdrawn' };
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
    return readLaunchClaim(record) ?? { kind: 'unfinished' };
  } finally {
    rmSync(draft, { force: true });
  }
}

function claimFile(record: LaunchRecord): string {
  return `${launchPath(record)}.pid`;
}

/** How a trial's command ended, by the records; `undefined` where they do not tell. */
export function readLaunchExit(record: LaunchRecord): { readonly code: number; readonly time: Date } | undefined {
  const file = `${launchPath(record)}.exit`;
  try {
    const text = readFileSync(file, 'utf8');
    return /^\d+\n$/.test(text) ? { code: Number(text), time: statSync(file).mtime } : undefined;
  } catch {
    return undefined;
  }
}
