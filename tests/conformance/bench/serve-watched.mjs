// A local service in a process of its own, which watches how long its loop is held. Started by hold-of-answers.mjs with a
// folder; answers each message `begin` when it watches, and each `end` with what it saw.

import { setImmediate as nextRound } from 'node:timers/promises';
import { startLocalService } from '@hyperdrive-run/local';

const [folder = ''] = process.argv.slice(2);
const service = await startLocalService({ folder });
let isWatching = false;
let seen = Promise.resolve({ holdMs: 0, grownMb: 0 });

process.on('message', (message) => {
  isWatching = message === 'begin';
  if (isWatching) {
    seen = watch();
    process.send?.('watching');
  } else void seen.then((watched) => process.send?.(watched));
});
process.on('disconnect', () => void service.close());
process.send?.({ address: service.address, token: service.token });

/** The longest processor time between two rounds of the loop, and what the process took more memory at the most. */
async function watch() {
  const before = process.memoryUsage.rss();
  let holdMs = 0;
  let most = before;
  while (isWatching) {
    const begun = process.cpuUsage();
    await nextRound();
    const { user, system } = process.cpuUsage(begun);
    holdMs = Math.max(holdMs, (user + system) / 1000);
    most = Math.max(most, process.memoryUsage.rss());
  }
  return { holdMs, grownMb: (most - before) / 2 ** 20 };
}
