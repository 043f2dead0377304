// Turns among the processes of a test run: whose turn it is, is who listens on a port. Who dies gives it back; and no others are
// in the namespaces of the tests.

import { createServer } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

/**
 * Waits until one of the ports is free.
 * @param {readonly number[]} ports
 * @returns {Promise<() => void>} what gives it back
 */
export async function untilTurn(ports) {
  for (;;) {
    for (const port of ports) {
      const turn = await listen(port);
      if (turn !== undefined) return () => void turn.close();
    }
    await sleep(200);
  }
}

/**
 * @param {number} port
 * @returns {Promise<import('node:net').Server | undefined>} `undefined` where somebody else listens there
 */
function listen(port) {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', (error) => {
      if ('code' in error && error.code === 'EADDRINUSE') resolve(undefined);
      else reject(error);
    });
    server.listen(port, '127.0.0.1', () => resolve(server));
  });
}
