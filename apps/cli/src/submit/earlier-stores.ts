import type { Experiment, PrimaryMetric, Workspace } from '@hyperdrive-run/sdk';
import { usageError } from '../context/cli-error.js';
import type { CommandContext } from '../context/command-context.js';
import { quoteWord } from '../context/command-line.js';
import { exportedFile, openExportedSweep } from '../open/exported-sweep.js';
import { isRayTune, isStoreBackend, openStoreWorkspace } from '../open/store-backend.js';
import { localFolder } from '../service/local-folder.js';

/** A sweep outside of the local service that a new one builds on: in another tool's store, or in an exported file. */
export interface EarlierStore {
  /** As `--resume-from` names it. */
  readonly address: string;
  readonly sweepId: string;
  readonly experiment: Experiment;
  /** Whether it comes with the files of its runs. */
  readonly hasFiles: boolean;
}

/** How many sweeps a message lists at most. */
const mostListed = 20;
const option = '--resume-from';

/** Whether a value of `--resume-from` is an address and not the id of a sweep. */
export function isEarlierStore(text: string): boolean {
  return isStoreBackend(text) || text.startsWith('file:');
}

/**
 * The sweep at an address: the one that it names, else the only one there.
 * @param metric what the new sweep is judged by: a Ray Tune folder does not say its goal, and has this one where its address says none
 * @throws CliError where the new sweep does not go to the local service, or there is not one sweep
 * @throws StoreError where the store cannot be read
 * @throws SnapshotError where a file contains no whole sweep
 */
export async function openEarlierStore(
  { io, globals }: CommandContext,
  address: string,
  metric?: PrimaryMetric,
): Promise<EarlierStore> {
  if (localFolder(globals.backend, io) === undefined) {
    throw usageError(
      `--resume-from is ${JSON.stringify(address)}, and only the local service builds on sweeps from outside of it.`,
      'Submit to the local service with --backend local, or name an ended sweep of the same workspace by its id.',
    );
  }
  const file = exportedFile(address, io, option);
  if (file !== undefined) {
    const { experiment, sweepId } = await openExportedSweep(file);
    return { address, sweepId, experiment, hasFiles: true };
  }
  const goal = isRayTune(address) && !/[?&]goal=/.test(address) ? metric?.goal : undefined;
  const workspace = await openStoreWorkspace({ backend: address, goal }, io, option);
  const { sweepId, experiment } = await onlySweep(workspace, address);
  return { address, sweepId, experiment, hasFiles: false };
}

async function onlySweep(workspace: Workspace, address: string): Promise<Pick<EarlierStore, 'sweepId' | 'experiment'>> {
  const found = new Map<string, Experiment>();
  for await (const { id, experiment } of workspace.listSweeps()) found.set(id, experiment);
  const [first, ...others] = found;
  if (first !== undefined && others.length === 0) return { sweepId: first[0], experiment: first[1] };
  const given = `--resume-from is ${JSON.stringify(address)}`;
  if (first === undefined) throw usageError(`${given}, which has no study.`, 'Give a storage with a study.');
  const names = [...found.keys()];
  const listed = names.slice(0, mostListed).map((name) => JSON.stringify(name));
  const more = names.length > mostListed ? ` and ${names.length - mostListed} more` : '';
  const separator = /\?[a-z-]+=[^?]*$/.test(address) ? '&' : '?';
  const example = quoteWord(`${address}${separator}study=${encodeURIComponent(first[0])}`);
  throw usageError(`${given}, which has ${names.length} studies: ${listed.join(', ')}${more}.`, `Name one: ${example}`);
}
