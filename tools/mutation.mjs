#!/usr/bin/env node
// Changes the rules one spot at a time and asks whether a test notices (Stryker). In pieces: each ends by itself, its result is
// kept, and what has not changed since is not asked again.
//
//   npm run mutation                               every piece of every target; an hour and more on two cores
//   npm run mutation -- core                       one target
//   npm run mutation -- core/json engine/sweep     pieces
//   npm run mutation -- --scores                   what is kept so far, without a run
//
// Exit code 1: a target whose pieces are all there is below its least score.

import { mkdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { Stryker } from '@stryker-mutator/core';
import { piecesOf } from './mutation/pieces-of.mjs';
import { percentOf, scoreOf, sumOf } from './mutation/score.mjs';
import { strykerOptions } from './mutation/stryker-options.mjs';
import { targets } from './mutation/targets.mjs';

const root = path.resolve(import.meta.dirname, '..');
const cache = path.join(root, 'node_modules/.cache/hyperdrive-run/mutation');

const { values, positionals } = parseArgs({ allowPositionals: true, options: { scores: { type: 'boolean' } } });
process.chdir(root);
await mkdir(cache, { recursive: true });

const plan = await planOf(positionals);
if (values.scores !== true) {
  for (const { target, piece } of plan) {
    console.log(`\n── ${target}/${piece.name}`);
    await new Stryker(strykerOptions(target, piece, reportFile(target, piece.name))).runMutationTest();
  }
}
process.exitCode = (await printScores(new Set(plan.map(({ target }) => target)))) ? 0 : 1;

/**
 * @param {readonly string[]} wanted Targets and pieces; all where none is named.
 * @returns {Promise<{ target: string, piece: import('./mutation/pieces-of.mjs').Piece }[]>}
 */
async function planOf(wanted) {
  /** @type {{ target: string, piece: import('./mutation/pieces-of.mjs').Piece }[]} */
  const all = [];
  for (const [target, definition] of Object.entries(targets)) {
    for (const piece of await piecesOf(definition, root)) all.push({ target, piece });
  }
  const unknown = wanted.filter((name) => !all.some((each) => isNamed(each, name)));
  if (unknown.length > 0) {
    const names = all.map(({ target, piece }) => `${target}/${piece.name}`);
    throw new Error(`No such target or piece: ${unknown.join(', ')}. There are ${names.join(', ')}.`);
  }
  return wanted.length === 0 ? all : all.filter((each) => wanted.some((name) => isNamed(each, name)));
}

/**
 * @param {{ target: string, piece: { name: string } }} each
 * @param {string} name
 */
function isNamed({ target, piece }, name) {
  return name === target || name === `${target}/${piece.name}`;
}

/**
 * @param {string} target
 * @param {string} piece
 */
function reportFile(target, piece) {
  return path.join(cache, `${target}-${piece.replaceAll('/', '-')}.json`);
}

/**
 * Prints a table of what is kept.
 * @param {ReadonlySet<string>} names of targets
 * @returns {Promise<boolean>} Whether no whole target is below its least score.
 */
async function printScores(names) {
  let isGood = true;
  for (const name of names) {
    const target = targets[name];
    if (target === undefined) continue;
    const pieces = await piecesOf(target, root);
    const scores = await Promise.all(pieces.map((piece) => readScore(reportFile(name, piece.name))));
    console.log(`\n| ${name} | changes | noticed |\n| --- | ---: | ---: |`);
    for (const [index, piece] of pieces.entries()) console.log(row(piece.name, scores[index]));
    const total = sumOf(scores.filter((score) => score !== undefined));
    console.log(row('**all**', total));
    const missing = scores.filter((score) => score === undefined).length;
    const percent = percentOf(total);
    if (missing > 0) console.log(`${missing} of ${pieces.length} pieces have not been run yet.`);
    else if (percent !== undefined && percent < target.break) {
      console.log(`${name} is below ${target.break} percent.`);
      isGood = false;
    }
  }
  return isGood;
}

/**
 * @param {string} name
 * @param {import('./mutation/score.mjs').Score | undefined} score
 */
function row(name, score) {
  const percent = score === undefined ? undefined : percentOf(score);
  const changes = score === undefined ? '-' : score.found + score.missed;
  return `| ${name} | ${changes} | ${percent === undefined ? '-' : `${percent.toFixed(1)} %`} |`;
}

/**
 * @param {string} file
 * @returns {Promise<import('./mutation/score.mjs').Score | undefined>}
 */
async function readScore(file) {
  try {
    return scoreOf(JSON.parse(await readFile(file, 'utf8')));
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  }
}
