import type { CommandContext } from '../../context/command-context.js';
import { lookupIn } from '../find-run.js';
import { withWorkspace } from '../open-workspace.js';
import { isWord, parseRunReference } from './run-reference.js';
import { attempt, findRunId } from './with-run-id.js';

/**
 * As {@link withRunId}, for what the local service alone can do: its sweeps are only read where the id is not whole.
 * @param use must do nothing where it rejects with `run-not-found`
 */
export async function withLocalRunId<T>(
  context: CommandContext,
  text: string,
  use: (runId: string) => Promise<T>,
): Promise<T> {
  const reference = parseRunReference(text);
  const tried = isWord(reference) ? undefined : await attempt(text, () => use(text));
  if (tried?.isDone === true) return tried.result;
  const runId = await withWorkspace(context, (workspace) =>
    findRunId(context, lookupIn(context, workspace), { reference, missing: tried?.missing }),
  );
  return use(runId);
}
