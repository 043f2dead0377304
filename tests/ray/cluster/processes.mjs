// Finds and kills processes of a Ray cluster.

import { readdirSync, readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';

/** In the environment of all processes of a head or a node, and of its trials; the value is its folder. */
export const placeVariable = 'RAY_TEST_PLACE';

/**
 * All that runs on a head or a node: what is Ray's, and the trials.
 * @param {string} place its folder
 * @returns {readonly string[]} the ids of the processes
 */
export function processesOn(place) {
  const wanted = `${placeVariable}=${place}`;
  return processesWhere((id) => readFileSync(`/proc/${id}/environ`, 'utf8').split('\0').includes(wanted));
}

/**
 * What is Ray's on a head or a node, or on all below a folder. The commands of jobs are not among them.
 * @param {string} place
 * @returns {readonly string[]}
 */
export function rayProcessesIn(place) {
  return processesWhere((id) => {
    const command = commandOf(id);
    return command.includes(`${place}/`) && /gcs_server|raylet|\bray[/.]/.test(command);
  });
}

/**
 * Whether the daemon of a head or a node runs.
 * @param {string} place
 */
export function isDaemonUp(place) {
  return rayProcessesIn(place).some((id) => /^[^\0]*\/raylet\/raylet\0/.test(commandOf(id)));
}

/**
 * All at once: they stand still before the first of them ends, so that none sees another one end.
 * @param {readonly string[]} processes
 */
export function kill(processes) {
  for (const signal of /** @type {const} */ (['SIGSTOP', 'SIGKILL'])) {
    for (const id of processes) {
      try {
        process.kill(Number(id), signal);
      } catch {
        // It has ended meanwhile.
      }
    }
  }
}

/**
 * Kills what is Ray's until there is nothing of it, also what one of them has started meanwhile.
 * @param {string} place as for {@link rayProcessesIn}
 */
export async function untilKilled(place) {
  for (let left = rayProcessesIn(place); left.length > 0; left = rayProcessesIn(place)) {
    kill(left);
    await sleep(100);
  }
}

/** @param {string} id */
function commandOf(id) {
  try {
    return readFileSync(`/proc/${id}/cmdline`, 'utf8');
  } catch {
    // It has ended meanwhile.
    return '';
  }
}

/**
 * @param {(id: string) => boolean} isMeant
 * @returns {readonly string[]}
 */
function processesWhere(isMeant) {
  return readdirSync('/proc').filter((id) => {
    try {
      return /^\d+$/.test(id) && isMeant(id);
    } catch {
      // It has ended meanwhile.
      return false;
    }
  });
}
