import { linkSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { isJsonObject, type JsonObject, parseJson } from '@hyperdrive-run/core/json';

/** Who made the claim file of a launch, which can be made only once. */
export type Claim =
  /** An attempt on a node: the command runs there, or has run. */
  | {
      readonly kind: 'claimed';
      readonly jobId: string | undefined;
      readonly node: string | undefined;
      readonly time: Date;
    }
  /** A service: the command has not run and will not. */
  | { readonly kind: 'withdrawn' }
  /** Somebody is writing it. */
  | { readonly kind: 'unfinished' };

const withdrawn = 'withdrawn\n';

/** Who has claimed a launch; `undefined` where nobody has. */
export function readClaim(place: string): Claim | undefined {
  let text: string;
  let time: Date;
  try {
    text = readFileSync(place, 'utf8');
    time = statSync(place).mtime;
  } catch {
    return undefined;
  }
  if (text === withdrawn) return { kind: 'withdrawn' };
  const record = text.endsWith('\n') ? readRecord(text) : undefined;
  return record === undefined
    ? { kind: 'unfinished' }
    : { kind: 'claimed', jobId: textIn(record, 'job'), node: textIn(record, 'node'), time };
}

/**
 * Makes sure that a launch which nobody has claimed never runs.
 * @returns who came first, this call included
 */
export function withdrawClaim(place: string): Claim {
  const known = readClaim(place);
  if (known !== undefined) return known;
  const draft = `${place}.${process.pid}`;
  try {
    writeFileSync(draft, withdrawn, { mode: 0o600 });
    makeOnce(draft, place);
    return { kind: 'withdrawn' };
  } catch (error) {
    if (codeOf(error) !== 'EEXIST') throw error;
    return readClaim(place) ?? { kind: 'unfinished' };
  } finally {
    rmSync(draft, { force: true });
  }
}

/** A link exists whole or not at all; where the file system has none, a file that is only made where none exists. */
function makeOnce(draft: string, place: string): void {
  try {
    linkSync(draft, place);
  } catch (error) {
    // A network file system may repeat a request whose answer was lost: the link is ours all the same then.
    if (codeOf(error) === 'EEXIST' && statSync(draft).nlink === 2) return;
    if (!['EPERM', 'ENOTSUP', 'ENOSYS', 'EMLINK'].includes(codeOf(error) ?? '')) throw error;
    writeFileSync(place, withdrawn, { mode: 0o600, flag: 'wx' });
  }
}

function readRecord(text: string): JsonObject | undefined {
  try {
    const record = parseJson(text);
    return isJsonObject(record) ? record : undefined;
  } catch {
    return undefined;
  }
}

function textIn(record: JsonObject, name: string): string | undefined {
  const value = record.get(name);
  return typeof value === 'string' ? value : undefined;
}

function codeOf(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined;
}
