import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { choice, GridParameterSampling, HyperDriveConfig } from '@hyperdrive-run/core/config';
import { type JsonValue, writeJson } from '@hyperdrive-run/core/json';
import type { ExperimentScope } from '../../storage/run-key.js';
import { openRunStore } from '../../storage/sqlite-run-store.js';
import { chaosTrial } from './chaos-trial.js';

/** Where the sweeps are. */
export const chaosScope: ExperimentScope = {
  subscriptionId: 's',
  resourceGroup: 'g',
  workspaceName: 'w',
  experimentName: 'chaos',
};

/** A sweep whose trials take notes beside the service, in a folder of its own. */
export interface ChaosSweep {
  readonly folder: string;
  readonly runId: string;
  readonly trials: number;
  /** How many trials run at a time. */
  readonly width: number;
}

/** What the trials noted: each start, and each value that the service said it had kept. */
export interface TrialNotes {
  readonly started: readonly string[];
  readonly acknowledged: readonly { readonly runId: string; readonly metricId: string; readonly value: number }[];
}

/** What is left of a sweep, without its ids and times: that of two runs of the same sweep is equal. */
export interface ChaosOutcome {
  readonly status: string | undefined;
  readonly best: string | undefined;
  readonly score: string | undefined;
  readonly children: readonly {
    readonly trial: string;
    readonly status: string;
    readonly error: string | undefined;
    readonly values: readonly JsonValue[];
  }[];
}

export const serviceFolder = ({ folder }: ChaosSweep): string => join(folder, 'service');

/**
 * Submits the sweep over HTTP under an id of its own. Submitting it again, where no answer came, is no second sweep.
 * @throws where the service cannot be reached
 */
export async function submitChaosSweep(sweep: ChaosSweep, address: string, token: string): Promise<void> {
  const code = join(sweep.folder, 'code');
  // Once: where it is submitted again, a service that took it up after a kill may be copying the code just now.
  if (mkdirSync(code, { recursive: true }) !== undefined) writeFileSync(join(code, 'trial.mjs'), chaosTrial);
  const config = new HyperDriveConfig({
    hyperparameterSampling: new GridParameterSampling({ x: choice(Array.from({ length: sweep.trials }, (_, n) => n)) }),
    primaryMetricName: 'score',
    primaryMetricGoal: 'maximize',
    maxTotalRuns: sweep.trials,
    maxConcurrentRuns: sweep.width,
    runConfig: { command: `node trial.mjs \${{search_space.x}} ${sweep.folder}`, code },
  });
  const form = new FormData();
  form.append('config', new Blob([writeJson(config.toWire())]), 'config.json');
  const url = `${address}/hyperdrive/v1.0/subscriptions/s/resourceGroups/g/providers/Microsoft.MachineLearningServices/workspaces/w/experiments/chaos/hdruns/${sweep.runId}`;
  const answer = await fetch(url, { method: 'POST', body: form, headers: { authorization: `Bearer ${token}` } });
  const text = await answer.text();
  const isThere = answer.status === 409 && text.includes('already');
  if (answer.status !== 201 && !isThere) throw new Error(`The sweep was refused with ${answer.status}: ${text}`);
}

export function readNotes({ folder }: ChaosSweep): TrialNotes {
  const lines = (file: string): readonly string[] => readFileSync(join(folder, file), 'utf8').trim().split('\n');
  return { started: lines('started'), acknowledged: lines('acknowledged').map((line) => JSON.parse(line)) };
}

/** Reads what a service that has ended left, and the ids of the metric rows of each trial. */
export function readOutcome(sweep: ChaosSweep): {
  readonly outcome: ChaosOutcome;
  readonly stored: readonly string[];
} {
  const store = openRunStore({ file: join(serviceFolder(sweep), 'runs.db') });
  try {
    const parent = store.getRun({ scope: chaosScope, runId: sweep.runId });
    const stored: string[] = [];
    const children = Array.from(store.childrenOf({ scope: chaosScope, runId: sweep.runId }), (child) => {
      const rows = store.readMetricRows(child, 'score');
      stored.push(...rows.map((row) => `${child.runId} ${row.metricId} ${writeJson(row.data)}`));
      const trial = child.runId.slice(sweep.runId.length);
      const values = rows.map((row) => row.data.get('score') ?? null);
      return { trial, status: child.status, error: child.error?.code, values };
    });
    return {
      outcome: {
        status: parent?.status,
        best: parent?.properties.get('best_child_run_id')?.slice(sweep.runId.length),
        score: parent?.properties.get('score'),
        children: children.toSorted((a, b) => a.trial.localeCompare(b.trial)),
      },
      stored,
    };
  } finally {
    store.close();
  }
}
