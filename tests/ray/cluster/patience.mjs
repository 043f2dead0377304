// How long a starting head or node is waited for. By the clock a busy machine has no bound: its time passes without anything
// being done. What is counted is the processor time that the starting processes have had, which is about the same on each machine.

import { readFileSync } from 'node:fs';
import { processesOn } from './processes.mjs';

/** Ten times what a start takes, in seconds of processor time: what has had more hangs. */
const mostSeconds = 200;

/** What has had no processor time for as long as this has died, in milliseconds of the clock. */
const mostIdleMs = 120_000;

/** The ticks of a second in /proc. */
const ticks = 100;

/**
 * @param {string} what such as `The head`, for the message
 * @param {string} place the folder of the head or the node
 * @returns {() => void} to be called now and then while it is waited; throws once nothing is to be expected any more
 */
export function patienceFor(what, place) {
  /** @type {Map<string, number>} */
  const seconds = new Map();
  let progress = { total: 0, at: performance.now() };
  return () => {
    for (const id of processesOn(place)) seconds.set(id, processorSeconds(id) ?? seconds.get(id) ?? 0);
    const total = [...seconds.values()].reduce((sum, used) => sum + used, 0);
    if (total > progress.total) progress = { total, at: performance.now() };
    if (total > mostSeconds) throw new Error(`${what} has had ${total.toFixed(0)} s of processor time, and is not up.`);
    const idleMs = performance.now() - progress.at;
    if (idleMs > mostIdleMs)
      throw new Error(`${what} is not up, and does nothing for ${(idleMs / 1000).toFixed(0)} s.`);
  };
}

/**
 * @param {string} id
 * @returns {number | undefined} what a process has used so far; `undefined` where it has ended
 */
function processorSeconds(id) {
  try {
    const stat = readFileSync(`/proc/${id}/stat`, 'latin1');
    // Behind the name, which may contain blanks, the 12th and 13th are the ticks in the program and in the system.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return (Number(fields[11]) + Number(fields[12])) / ticks;
  } catch {
    return undefined;
  }
}
