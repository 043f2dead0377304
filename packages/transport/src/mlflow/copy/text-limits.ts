import type { CopyLoss } from '@hyperdrive-run/core/ports';
import { toMlflowName } from '../runs/mlflow-name.js';

/** How many characters a name may have, whatever it names. */
export const longestName = 250;
/** How many characters of a tag's value are kept; a server cuts the rest without a word. */
export const longestTag = 8000;
/** How many characters of a parameter's value are kept. */
export const longestParameter = 6000;

/** Texts that are kept whole, and those that would be cut or refused. A cut text says something else: it is left out. */
export function fittingTexts(
  texts: ReadonlyMap<string, string>,
  { runId, what, longest }: { readonly runId: string; readonly what: string; readonly longest: number },
): { readonly kept: ReadonlyMap<string, string>; readonly losses: readonly CopyLoss[] } {
  const kept = new Map<string, string>();
  const losses: CopyLoss[] = [];
  for (const [name, value] of texts) {
    if (toMlflowName(name).length > longestName)
      losses.push({ what: `${what} with long names`, runId, name, count: 1 });
    else if (value.length > longest) losses.push({ what: `${what} over ${longest} characters`, runId, name, count: 1 });
    else kept.set(name, value);
  }
  return { kept, losses };
}
