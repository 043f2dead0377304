#!/usr/bin/env node
// npm run check:option-docs: every option that users can pass says what it is.

import path from 'node:path';
import { describeProblems } from './layers/problem.mjs';
import { checkOptionDocs } from './option-docs/check-option-docs.mjs';

const packages = ['core', 'transport', 'sdk', 'local', 'sampling', 'charts', 'stores', 'sweep-file'].map(
  (name) => `packages/${name}`,
);
const { options, problems } = await checkOptionDocs(path.resolve(import.meta.dirname, '..'), packages);

if (problems.length > 0) {
  console.error(describeProblems(problems));
  console.error(`\n${problems.length} options without a text that readers of the API reference see.`);
  process.exitCode = 1;
} else {
  console.log(`All ${options} options of the packages have a text.`);
}
