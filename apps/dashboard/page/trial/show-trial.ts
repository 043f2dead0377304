import { isTerminalStatus } from '@hyperdrive-run/core';
import { type TrialDetails, trialDetailsFromJson } from '../../api/trial-details.js';
import { fetchJson } from '../ask/fetch-json.js';
import { trialPath } from '../ask/paths.js';
import { failedNote, usualNote } from '../sweep/look-note.js';
import { lookPauseMs } from '../sweep/look-pause.js';
import { createTrialView } from './trial-view.js';

/** Shows a trial, and looks at it again until it has ended. */
export async function showTrial(
  sweepId: string,
  trialId: string,
  show: (content: HTMLElement) => void,
  announce: (text: string) => void,
): Promise<void> {
  const read = async (): Promise<TrialDetails> => trialDetailsFromJson(await fetchJson(trialPath(sweepId, trialId)));
  let trial = await read();
  document.title = trial.displayName ?? trialId;
  const view = createTrialView(sweepId, trial, announce);
  show(view.root);
  let failures = 0;
  while (!isTerminalStatus(trial.child.status)) {
    if (failures === 0) view.note(usualNote);
    await new Promise((resolve) => {
      setTimeout(resolve, lookPauseMs(failures));
    });
    try {
      trial = await read();
      failures = 0;
      view.show(trial);
    } catch (error) {
      failures += 1;
      view.showFailure(error);
      view.note(failedNote(error, lookPauseMs(failures)));
    }
  }
  view.note('');
}
