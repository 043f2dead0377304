import { rayEngine } from '../ray/ray-engine.js';
import { slurmCompute } from '../slurm/slurm-compute.js';
import type { ComputeEngine } from './compute-engine.js';

/** The kinds of cluster that this version runs trials on. */
export const computeEngines: readonly ComputeEngine[] = [rayEngine, slurmCompute];

/** The engine of an address's scheme. */
export function engineOf(engines: readonly ComputeEngine[], uri: string): ComputeEngine | undefined {
  const scheme = /^([a-z][a-z0-9+.-]*):/i.exec(uri)?.[1]?.toLowerCase();
  return engines.find(({ schemes }) => schemes.some((known) => known === scheme));
}
