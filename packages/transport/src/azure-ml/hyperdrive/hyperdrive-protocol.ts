import type { SweepProtocol } from '../sweep-protocol.js';
import { cancelSweep } from './cancel.js';
import { submitSweep } from './submit-sweep.js';

/** Sweeps of the hyperdrive service, as Python's `azureml-core` submits them; the local service speaks it, too. */
export const hyperdriveProtocol: SweepProtocol = (connection) => ({
  submitSweep: (config, call = {}) => submitSweep(connection, config, call),
  cancelSweep: (runId, call = {}) => cancelSweep(connection, runId, call),
});
