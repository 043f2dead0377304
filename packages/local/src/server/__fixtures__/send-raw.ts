import { connect } from 'node:net';

/**
 * Sends a request as it is written, and returns what comes back until the connection closes, which the
 * request asks for with `Connection: close`: `fetch` would not let a
 * test choose the Host, a path with dots, or the pieces of a body.
 * @param address the service's, such as `http://127.0.0.1:49152`
 */
export function sendRaw(address: string, lines: readonly string[]): Promise<string> {
  return new Promise((resolve, reject) => {
    let answer = '';
    const socket = connect(Number(new URL(address).port), '127.0.0.1', () => {
      socket.write(`${lines.join('\r\n')}\r\n`);
    });
    socket.on('data', (chunk) => {
      answer += String(chunk);
    });
    socket.on('end', () => resolve(answer));
    socket.on('error', reject);
  });
}
