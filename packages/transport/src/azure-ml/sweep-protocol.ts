import type { SweepBackend } from '@hyperdrive-run/core/ports';
import type { AzureMlConnection } from './azure-ml-connection.js';

/** What starts and ends whole sweeps: the part of the backend that differs between Azure ML's protocols. */
export type SweepCalls = Pick<SweepBackend, 'submitSweep' | 'cancelSweep'>;

/** One protocol of Azure ML for whole sweeps. Runs, metrics and files are the same ones whoever started the sweep. */
export type SweepProtocol = (connection: AzureMlConnection) => SweepCalls;
