import { type SweepDocument, toSweepDocument } from '@hyperdrive-run/core/internal-config';
import type { CallOptions } from '@hyperdrive-run/core/ports';
import { checkSweep } from './arguments/check-handles.js';
import { callChecks, checkOptions } from './arguments/option-checks.js';
import type { HyperDriveRun } from './hyperdrive-run.js';

/**
 * Describes a sweep as Azure ML's YAML for sweep jobs does, so that one that was submitted in whatever way can be submitted
 * again from a file; `writeSweepFile` of `@hyperdrive-run/sweep-file` makes the text. What such a file cannot say is in the
 * document's notes. Asks the service for the sweep's run, unless that is at hand.
 */
export async function describeSweep(sweep: HyperDriveRun, options: CallOptions = {}): Promise<SweepDocument> {
  checkSweep(sweep);
  checkOptions(options, callChecks);
  const { hyperdriveConfig, record, experiment } = sweep;
  const run = record ?? (await experiment.backend.getRun(sweep.id, options));
  const experimentName = [run.experimentName, experiment.name].find(Boolean);
  return toSweepDocument(hyperdriveConfig, { ...run, experimentName });
}
