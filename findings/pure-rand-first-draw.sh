#!/usr/bin/env bash
# pure-rand 8.4.2: the first draw of xoroshiro128plus is nearly 1 for every small seed
#
# The first 32 bits that the generator returns are the complement of its seed's, so that of a small seed nearly all of them are
# set: as a uniform number in [0, 1) the first draw is above 0.9999 for each of the seeds 0 to 999. A search that makes one
# generator a trial, seeded with the trial's number, tries the upper end of its first hyperparameter over and over. Second
# draws are spread as they should be, and so are the first ones of the same library's mersenne.
#
# Source: src/generator/xoroshiro128plus in pure-rand; its documentation uses seeds such as 42 and advises jumps, not different
# seeds, for independent sequences. Needs Node 20.19 or later and npm; works in a temporary folder. Prints versions and draws;
# fails where this is no longer so.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-save --no-audit --no-fund pure-rand@8.4.2 >/dev/null

cat >check.mjs <<'SCRIPT'
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { uniformFloat64 } from 'pure-rand/distribution/uniformFloat64';
import { mersenne } from 'pure-rand/generator/mersenne';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';

console.log('pure-rand', JSON.parse(readFileSync('node_modules/pure-rand/package.json', 'utf8')).version, 'node', process.version);
const seeds = Array.from({ length: 1000 }, (_, seed) => seed);

function draws(generator, index) {
  return seeds.map((seed) => {
    const random = generator(seed);
    for (let skipped = 0; skipped < index; skipped++) uniformFloat64(random);
    return uniformFloat64(random);
  });
}

function report(name, values) {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const smallest = Math.min(...values);
  console.log(`${name}, seeds 0 to 999: mean ${mean.toFixed(3)}, smallest ${smallest.toFixed(5)}`);
  return { mean, smallest };
}

const first = report('xoroshiro128plus, first draw', draws(xoroshiro128plus, 0));
const second = report('xoroshiro128plus, second draw', draws(xoroshiro128plus, 1));
const other = report('mersenne, first draw', draws(mersenne, 0));
assert.ok(first.smallest > 0.9999, 'the first draws are spread now');
assert.ok(second.mean > 0.4 && second.mean < 0.6);
assert.ok(other.mean > 0.4 && other.mean < 0.6);
SCRIPT
node check.mjs
