// A sweep as rows, in the cells of a notebook: each comment with a number begins one. It runs as it is, too:
//
//   node examples/rows/rows.mjs [SWEEP] [PLOT]        deno run -A examples/rows/rows.mjs
//
// SWEEP is a file that `hyperdrive export` wrote, a study as optuna:FILE?study=NAME, or the folder of a Ray Tune experiment as
// ray-tune:FOLDER?goal=minimize. PLOT is the file that the plot is written to, plot.svg by default.

import { createReadStream } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import process from 'node:process';
import { HyperDriveRun, openSnapshot, Workspace } from '@hyperdrive-run/sdk';
import { toRows } from '@hyperdrive-run/sdk/rows';
import { isStoreAddress, openStore } from '@hyperdrive-run/stores';
import { linePlot } from './line-plot.mjs';

const [source = path.join(import.meta.dirname, 'sweep.ndjson'), plotFile = 'plot.svg'] = process.argv.slice(2);

// 1. Open the sweep, wherever it is.
const sweep = await openSweep(source);
const { name: metric } = sweep.hyperdriveConfig.primaryMetric;

// 2. One row a trial, the best first: plain objects, which every table takes.
const trials = await toRows(sweep);
const columns = ['runId', 'status', 'bestPrimaryMetric', 'steps', 'durationSeconds', 'failureReason'];
console.table(trials.slice(0, 5), columns);

// 3. The rows are typed: a missing value is null, a time is a Date.
const ended = trials.filter(({ bestPrimaryMetric }) => bestPrimaryMetric !== null);
console.log(`${ended.length} of ${trials.length} trials have ${metric}.`);

// 4. One row a logged value, with the trial's hyperparameters: the tidy form that Observable Plot takes as it is, as in
//    Plot.line(points, { x: 'step', y: 'value', stroke: 'runId' }).plot()
//    What an Optuna study's trials reported on the way has a name of its own.
const logged = await toRows(sweep, { per: 'point' });
const shown = logged.some((row) => row.metric === 'intermediate_values') ? 'intermediate_values' : metric;
const points = logged.filter((row) => row.metric === shown);

// 5. Here it is drawn without a library.
const svg = linePlot(points, { x: 'step', y: 'value', series: 'runId', title: `${metric} of ${sweep.id}` });
await writeFile(plotFile, svg);
console.log(`The plot of ${points.length} values is in ${plotFile}.`);

/** @param {string} from */
async function openSweep(from) {
  if (!isStoreAddress(from)) {
    const { experiment, sweepId } = await openSnapshot(createReadStream(from));
    return HyperDriveRun.load(experiment, sweepId);
  }
  const workspace = new Workspace(await openStore(from));
  for await (const first of workspace.listSweeps()) return first;
  throw new Error(`There is no sweep in ${from}.`);
}
