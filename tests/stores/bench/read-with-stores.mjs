// The same as read-with-ours.mjs by the package of the stores alone, without the sdk's class. Prints JSON.

import { openStore } from '@hyperdrive-run/stores';

const [file = '', all] = process.argv.slice(2);
const backend = await openStore(`optuna:${file}`);
const { properties } = await backend.getRun('big');
const best = Number(properties.get('best_child_run_id')?.split('_').at(-1));
let rows = 0;
if (all === '--all') {
  const ids = [];
  for await (const { runId } of backend.listChildRuns('big')) ids.push(runId);
  for await (const result of backend.getMetrics(ids, { childrenOf: 'big' })) rows += result.kind === 'read' ? 1 : 0;
}
const megabytes = process.resourceUsage().maxRSS / 1024;
console.log(JSON.stringify({ best, rows, ms: performance.now(), megabytes }));
