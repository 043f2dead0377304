import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { garden } from '../../../../storage/__fixtures__/garden-scope.js';
import type { StoredRun } from '../../../../storage/runs/stored-run.js';
import { openRunStore } from '../../../../storage/sqlite-run-store.js';

/**
 * A trial that notes in a folder that it began, each point that the service has acknowledged, and that it came to its end. A call
 * that fails is made again; a trial whose token was withdrawn ends.
 */
const script = `
import json, os, sys, time, urllib.error, urllib.request
e, folder = os.environ, sys.argv[1]
run = e['AZUREML_RUN_ID']
def note(name, *words):
    with open(os.path.join(folder, name), 'a') as file:
        file.write(' '.join(map(str, words)) + '\\n')
note('begun', run)
url = '%s/metric/v2.0/subscriptions/%s/resourceGroups/%s/providers/Microsoft.MachineLearningServices/workspaces/%s/runs/%s/batch' % (
    e['AZUREML_SERVICE_ENDPOINT'], e['AZUREML_ARM_SUBSCRIPTION'], e['AZUREML_ARM_RESOURCEGROUP'],
    e['AZUREML_ARM_WORKSPACE_NAME'], run)
for step in range(8):
    body = json.dumps({'values': [{'name': 'accuracy', 'value': [{'data': {'accuracy': step}}]}]}).encode()
    while True:
        try:
            urllib.request.urlopen(urllib.request.Request(url, data=body, headers={'authorization': 'Bearer ' + e['AZUREML_RUN_TOKEN']}), timeout=30).read()
            break
        except urllib.error.HTTPError as error:
            if error.code in (401, 403, 404, 409):
                sys.exit(9)
        except OSError:
            pass
        time.sleep(0.2)
    note('acknowledged', run, step)
    time.sleep(0.3)
note('ended', run)
`;

/** What happened to the sweeps of a chaos test. */
export interface ChaosRecord {
  readonly trials: readonly StoredRun[];
  /** Runs whose command began more than once. */
  readonly begunTwice: readonly string[];
  readonly acknowledged: number;
  /** Points that were acknowledged and that the service does not have. */
  readonly lost: readonly string[];
  /** Trials that are Completed though their command did not come to its end. */
  readonly wronglyCompleted: readonly string[];
}

/** Writes the script of the trials. @returns the command that runs it */
export function writeChaosScript(code: string, notes: string): string {
  writeFileSync(join(code, 'train.py'), script);
  return `exec python3 train.py '${notes}'`;
}

/** Reads what the trials have noted, beside what the service has of them. */
export function readChaosRecord(folder: string, notes: string, sweeps: readonly string[]): ChaosRecord {
  const store = openRunStore({ file: join(folder, 'runs.db') });
  try {
    const trials = sweeps.flatMap((runId) => Array.from(store.childrenOf({ scope: garden, runId })));
    const [begun, acknowledged, ended] = [
      linesOf(notes, 'begun'),
      linesOf(notes, 'acknowledged'),
      linesOf(notes, 'ended'),
    ];
    const stored = new Map(
      trials.map((trial) => [
        trial.runId,
        new Set(Array.from(store.readMetricRows(trial, 'accuracy'), ({ data }) => Number(data.get('accuracy')))),
      ]),
    );
    const finished = new Set(ended);
    return {
      trials,
      begunTwice: begun.filter((run, index) => begun.indexOf(run) !== index),
      acknowledged: acknowledged.length,
      lost: acknowledged.filter((line) => {
        const [run = '', step] = line.split(' ');
        return stored.get(run)?.has(Number(step)) !== true;
      }),
      wronglyCompleted: trials
        .filter(({ runId, status }) => status === 'Completed' && !finished.has(runId))
        .map(({ runId }) => runId),
    };
  } finally {
    store.close();
  }
}

function linesOf(notes: string, name: string): readonly string[] {
  const place = join(notes, name);
  return existsSync(place)
    ? readFileSync(place, 'utf8')
        .split('\n')
        .filter((line) => line !== '')
    : [];
}
