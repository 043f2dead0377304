#!/usr/bin/env node
// npm run test:long: the long form of the suites that `npm test` runs in short, and the suites that are long in any form. CI runs
// it. `-- --all` adds what CI leaves out, `-- faults` runs those with that word in their name or script.

import { longSuites } from './test-run/long-suites.mjs';
import { runAll } from './test-run/run-all.mjs';

const isAll = process.argv.includes('--all');
const words = process.argv.slice(2).filter((word) => word !== '--all');
const chosen = longSuites.filter(
  ({ name, script, isByHand }) =>
    words.every((word) => `${name} ${script}`.includes(word)) && (isByHand !== true || isAll || words.length > 0),
);
if (chosen.length === 0) {
  console.error(
    `No long suite has ${JSON.stringify(words.join(' '))} in its name: ${longSuites.map(({ script }) => script).join(', ')}`,
  );
  process.exitCode = 2;
} else {
  process.exitCode = await runAll(
    'npm run test:long',
    chosen.map((suite) => ({ ...suite, after: [], needs: [] })),
  );
}
