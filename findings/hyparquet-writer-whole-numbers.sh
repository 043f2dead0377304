#!/usr/bin/env bash
# hyparquet-writer 0.17.0: a column of whole numbers without a type is 32 bit wide, and from 2^31 on it is refused
#
# Where no type is given, the writer guesses a column's type from its values. JavaScript's whole numbers are exact up to 2^53,
# but the guess for each of them is INT32: steps and seeds are 32 bit wide in whatever reads the file, and a column with
# milliseconds since 1970, or with any other whole number from 2147483648 on, raises an error that does not name the column.
# One fraction in the column and the same numbers pass, as DOUBLE. INT64, named by hand, takes bigints alone.
#
# Source: the guess in hyparquet-writer's src/schema.js (`Number.isInteger(value)`), and its README, which advises to name types.
# Needs Node 20.19 or later and npm; works in a temporary folder, offline once installed. Prints versions and outcomes; fails
# where this is no longer so.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-save --no-audit --no-fund hyparquet-writer@0.17.0 hyparquet@1.26.0 >/dev/null

cat >check.mjs <<'SCRIPT'
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { parquetMetadata } from 'hyparquet';
import { parquetWriteBuffer } from 'hyparquet-writer';

const versionOf = (name) => JSON.parse(readFileSync(`node_modules/${name}/package.json`, 'utf8')).version;
console.log('hyparquet-writer', versionOf('hyparquet-writer'), 'hyparquet', versionOf('hyparquet'), 'node', process.version);

function outcome(data, type) {
  try {
    const file = parquetWriteBuffer({ columnData: [{ name: 'step', data, ...(type && { type }) }] });
    return parquetMetadata(file).schema[1].type;
  } catch (error) {
    return `error: ${error.message}`;
  }
}

const cases = [
  ['1, 2, 3', outcome([1, 2, 3])],
  ['1, 2147483648', outcome([1, 2 ** 31])],
  ['1.5, 2147483648', outcome([1.5, 2 ** 31])],
  ['1, 2 as INT64', outcome([1, 2], 'INT64')],
  ['1n, 2147483648n as INT64', outcome([1n, 2n ** 31n], 'INT64')],
];
for (const [values, result] of cases) console.log(`${values}: ${result}`);
const [small, large, mixed, numbers, bigints] = cases.map(([, result]) => result);
assert.equal(small, 'INT32');
assert.match(large, /^error/);
assert.equal(mixed, 'DOUBLE');
assert.match(numbers, /^error/);
assert.equal(bigints, 'INT64');
SCRIPT
node check.mjs
