import { closeSync, fstatSync, ftruncateSync, mkdirSync, openSync, statSync, writeSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { cutLog, defaultLogBounds, slackBytes } from '../../engine/runners/process/bounded-log.js';
import { standardLog } from '../../storage/files/run-files.js';
import type { StoredLaunch } from '../../storage/launches/launch-store.js';
import { RequestRefusal } from '../http/request-refusal.js';
import type { ServiceContext } from '../service-context.js';

/**
 * Adds a piece of a trial's output to its log, as bytes: output need be no text. A piece that came before, or a part of
 * one, adds nothing; before one that is further on, a line says how much was left out. The log is bounded as that of a
 * trial on this machine.
 * @param offset where the piece begins in all of the output
 * @returns how much of the output has arrived
 * @throws RequestRefusal with 409 where the log is not taken any more
 */
export function appendToLog(
  { files, store }: ServiceContext,
  launch: StoredLaunch,
  offset: number,
  piece: Uint8Array,
): number {
  if (launch.state !== 'claimed') throw new RequestRefusal(409, 'The launch has ended: its log is closed.');
  const { logReceived, run } = launch;
  const news = piece.subarray(Math.max(0, logReceived - offset));
  if (offset + piece.length <= logReceived) return logReceived;
  const received = offset + piece.length;
  const logKept = run === undefined ? 0 : writePiece(join(files.folderOf(run), standardLog), launch, offset, news);
  store.launches.change(launch.id, { logReceived: received, logKept });
  return received;
}

/** @returns the size of the file after that */
function writePiece(path: string, launch: StoredLaunch, offset: number, news: Uint8Array): number {
  const leftOut = Math.max(0, offset - launch.logReceived);
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  const file = openSync(path, 'a+', 0o600);
  try {
    // What was written and then not recorded, as this process was killed in between, comes again.
    if (launch.logReceived > 0 && fstatSync(file).size > launch.logKept) ftruncateSync(file, launch.logKept);
    const line = leftOut === 0 ? '' : `\n[... ${leftOut} bytes of output are left out here ...]\n`;
    writeSync(file, Buffer.concat([Buffer.from(line), news]));
  } finally {
    closeSync(file);
  }
  cutLog(path, defaultLogBounds, slackBytes);
  return statSync(path).size;
}
