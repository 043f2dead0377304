import type { Way, World } from '../worlds/world.js';

/** The way past the proxy, with the patience that clients have by default. */
export function undisturbedWay({ address, token }: World): Way {
  return { address, credential: token, fetch, retry: {}, onWarning: () => undefined };
}
