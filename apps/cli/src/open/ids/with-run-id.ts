import {
  type BackendError,
  experimentOfSweepId,
  type HyperDriveRun,
  UnsupportedOperationError,
  type Workspace,
} from '@hyperdrive-run/sdk';
import { CliError } from '../../context/cli-error.js';
import type { CommandContext } from '../../context/command-context.js';
import { commandLine } from '../../context/command-line.js';
import { exitCode } from '../../context/exit-code.js';
import { isWord, parseRunReference, type RunReference } from './run-reference.js';
import { type SweepSearch, searchSweeps } from './search-sweeps.js';
import { isMissing, unknownRun } from './unknown-run.js';

/** What looks for the run that a person means. */
export interface RunLookup {
  readonly workspace: Workspace;
  /** Opens a sweep, by whatever it is to be judged by. */
  readonly openSweep: (reference: string) => Promise<HyperDriveRun>;
}

/**
 * Does something with the run that a person means, by its id. A whole id costs no request: what is to be done is
 * done with it, and only where there is no run of that id, its abbreviation is looked for.
 * @param use must do nothing where it rejects with `run-not-found`
 * @throws CliError where several runs may be meant, or none is
 */
export async function withRunId<T>(
  context: CommandContext,
  lookup: RunLookup,
  text: string,
  use: (runId: string, reference: RunReference) => Promise<T>,
): Promise<T> {
  const reference = parseRunReference(text);
  const tried = isWord(reference) ? undefined : await attempt(text, () => use(text, reference));
  if (tried?.isDone === true) return tried.result;
  const runId = await findRunId(context, lookup, { reference, missing: tried?.missing });
  const again = await attempt(runId, () => use(runId, reference));
  if (again.isDone) return again.result;
  // Its sweep exists, and has no trial of this number.
  throw await unknownRun(context, lookup.workspace, { error: again.missing, runId, near: [] });
}

type Attempt<T> =
  | { readonly isDone: true; readonly result: T }
  | { readonly isDone: false; readonly missing: BackendError };

/** Does it with an id, unless there is no run of that id. */
export async function attempt<T>(runId: string, use: () => Promise<T>): Promise<Attempt<T>> {
  try {
    return { isDone: true, result: await use() };
  } catch (error) {
    if (!isMissing(error) || (error.runId !== undefined && error.runId !== runId)) throw error;
    return { isDone: false, missing: error };
  }
}

/**
 * The id of the run that a reference means.
 * @param missing what was rejected with where the reference itself is no id
 * @throws CliError where several runs may be meant, or none is
 */
export async function findRunId(
  context: CommandContext,
  lookup: RunLookup,
  { reference, missing }: { readonly reference: RunReference; readonly missing?: BackendError | undefined },
): Promise<string> {
  if (missing === undefined) return idOfWord(context, lookup, reference);
  const { text } = reference;
  const { workspace } = lookup;
  const { candidates, isCut, near } = await searchIn(workspace, text, missing);
  const [runId = text, ...others] = candidates;
  if (others.length > 0) throw ambiguous(context, text, { candidates, isCut });
  if (runId === text) throw await unknownRun(context, workspace, { error: missing, runId, near });
  return runId;
}

/** A service that lists no sweeps leaves it at the run that it does not have; so does the name of a whole experiment. */
async function searchIn(workspace: Workspace, text: string, missing: BackendError): Promise<SweepSearch> {
  if (experimentOfSweepId(text) !== undefined) return { candidates: [], isCut: false, near: [] };
  try {
    return await searchSweeps(workspace, text);
  } catch (error) {
    if (UnsupportedOperationError.isInstance(error)) throw missing;
    throw error;
  }
}

async function idOfWord(context: CommandContext, lookup: RunLookup, reference: RunReference): Promise<string> {
  const { sweep, trial, isBest } = reference;
  const sweepId = sweep ?? (await newestSweep(context, lookup.workspace));
  if (!isBest) return trial === undefined ? sweepId : `${sweepId}_${trial}`;
  const opened = await lookup.openSweep(sweepId);
  const best = await opened.getBestRunByPrimaryMetric();
  if (best !== undefined) return best.id;
  throw new CliError({
    message: `The sweep ${JSON.stringify(opened.id)} has no best run.`,
    hint: `See why: ${commandLine(context, 'best', opened.id, '--explain')}`,
    exitCode: exitCode.noBestRun,
  });
}

async function newestSweep(context: CommandContext, workspace: Workspace): Promise<string> {
  for await (const { id } of workspace.listSweeps()) return id;
  throw new CliError({
    message: 'There is no last sweep: none is listed here.',
    hint: `See where the sweeps are: ${commandLine(context, 'list')}`,
  });
}

function ambiguous(
  context: CommandContext,
  text: string,
  { candidates, isCut }: Pick<SweepSearch, 'candidates' | 'isCut'>,
): CliError {
  return new CliError({
    message: `${JSON.stringify(text)} may be ${candidates.join(' or ')}${isCut ? ' or others' : ''}.`,
    hint: `Type more of the id. All sweeps: ${commandLine(context, 'list')}`,
  });
}
