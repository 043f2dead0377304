import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createRunFiles } from '../../storage/files/disk-run-files.js';
import { standardLog } from '../../storage/files/run-files.js';
import { openRunStore } from '../../storage/sqlite-run-store.js';
import { type ChaosSweep, chaosScope, serviceFolder } from './chaos-sweep.js';

/** How much of a trial's output is shown, from its end. */
const shownCharacters = 2000;

/**
 * What the message of a failed test says of the trials that failed: the service's reason and the end of the trial's own
 * output, without which nobody could tell afterwards what happened. The trials that are meant to fail are among them.
 */
export function explainFailures(sweep: ChaosSweep): string {
  const store = openRunStore({ file: join(serviceFolder(sweep), 'runs.db') });
  const files = createRunFiles(serviceFolder(sweep));
  try {
    const lines = Array.from(store.childrenOf({ scope: chaosScope, runId: sweep.runId }), (child) => {
      if (child.status === 'Completed') return '';
      const why = `${child.error?.code ?? 'no error'}: ${child.error?.message ?? ''}`;
      return `\n${child.runId} ${child.status}, ${why}\n${endOf(join(files.folderOf(child), standardLog))}`;
    });
    return lines.join('');
  } finally {
    store.close();
  }
}

function endOf(log: string): string {
  try {
    return readFileSync(log, 'utf8').slice(-shownCharacters);
  } catch {
    return '(no output)';
  }
}
