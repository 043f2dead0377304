#!/usr/bin/env bash
# libsql 0.5.29: a plucked `get()` returns a row, not a value, and so does `pragma(…, { simple: true })`
#
# The package follows the interface of better-sqlite3, where `statement.pluck().get()` returns the first column's value, and a
# simple pragma is a number or a text. Here `all()` is plucked and `get()` is not: it returns an object, which has a key
# `_metadata` with the time that the query took beside the columns, also without `pluck`. `pragma` with `simple` is
# built on it and returns that object, so that `pragma('user_version', { simple: true }) === 0` is false on a new database, and
# a deep comparison of rows from `get()` and `all()` fails. `raw().get()` returns the values alone.
#
# Source: `get`, `all` and `pragma` in libsql's index.js; the interface in better-sqlite3's docs/api.md. Needs Node 20.19 or later
# and npm; works in a temporary folder, in memory. Prints versions and what each call returns; fails where this is no longer so.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-save --no-audit --no-fund libsql@0.5.29 >/dev/null

cat >check.mjs <<'SCRIPT'
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import Database from 'libsql';

console.log('libsql', JSON.parse(readFileSync('node_modules/libsql/package.json', 'utf8')).version, 'node', process.version);
const database = new Database(':memory:');
database.exec('CREATE TABLE trials (number INTEGER); INSERT INTO trials VALUES (7)');
const prepare = () => database.prepare('SELECT number FROM trials');

const results = {
  'get()': prepare().get(),
  'all()': prepare().all(),
  'pluck().get()': prepare().pluck().get(),
  'pluck().all()': prepare().pluck().all(),
  'raw().get()': prepare().raw().get(),
  "pragma('user_version', { simple: true })": database.pragma('user_version', { simple: true }),
};
for (const [call, result] of Object.entries(results)) console.log(`${call}:`, result);
assert.deepEqual(Object.keys(results['get()']), ['number', '_metadata']);
assert.deepEqual(results['all()'], [{ number: 7 }]);
assert.deepEqual(Object.keys(results['pluck().get()']), ['number', '_metadata']);
assert.deepEqual(results['pluck().all()'], [7]);
assert.deepEqual(results['raw().get()'], [7]);
assert.equal(typeof results["pragma('user_version', { simple: true })"], 'object');
SCRIPT
node check.mjs
