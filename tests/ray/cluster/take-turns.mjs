import { availableParallelism, freemem } from 'node:os';
import { afterAll, beforeAll } from 'vitest';
import { untilTurn } from './in-turn.mjs';

/** A head and a node take four gigabytes, and what starts them all of two cores. */
const isRoomy = freemem() > 12 * 2 ** 30 && availableParallelism() >= 4;

const ports = { 'the shared head': [8990], 'a head of its own': isRoomy ? [8991, 8992] : [8991] };

/** For all files before it, in milliseconds. */
const longestWaitMs = 1_800_000;

/** @param {keyof typeof ports} what */
export function takeTurns(what) {
  /** @type {(() => void) | undefined} */
  let giveBack;
  beforeAll(async () => {
    giveBack = await untilTurn(ports[what]);
  }, longestWaitMs);
  afterAll(() => giveBack?.());
}
