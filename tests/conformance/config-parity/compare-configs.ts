import { isJsonObject, type JsonValue, parseJson } from '@hyperdrive-run/core/json';
import type { PythonWorker } from '../python-worker.js';
import { type Description, withoutWholeFloats } from './description.js';
import { isSameJson } from './is-same-json.js';
import { looserRules } from './looser-rules.js';
import { makeOurs } from './make-ours.js';
import { stricterRuleOf } from './stricter-rules.js';
import { explainWireDifference } from './wire-differences.js';

/** How the two sides stand to each other about one description. */
export interface Comparison {
  readonly outcome: 'same' | 'both refuse' | 'stricter' | 'looser' | 'unseen' | 'wire differs';
  /** The rows of docs/python-parity.md that allow a difference. */
  readonly rules: readonly string[];
}

type PythonMade = { readonly wire: JsonValue } | { readonly refused: string };

/** Asks the real constructor for the wire form of a description. */
export async function askPython(worker: PythonWorker, description: unknown): Promise<PythonMade> {
  if (typeof description !== 'object' || description === null) throw new Error('A description is an object.');
  const answer = await worker.ask('make_config', { ...description });
  if (!answer.ok || !isJsonObject(answer.value)) throw new Error('The Python worker did not answer make_config.');
  const wire = answer.value.get('wire');
  if (typeof wire === 'string') return { wire: parseJson(wire) };
  const refused = answer.value.get('refused');
  if (typeof refused !== 'string') throw new Error('The Python worker did not say what it made.');
  return { refused };
}

/**
 * Makes what is described with the real constructors and with ours.
 * @throws Error that says what each side made of it, where they differ in a way that no rule names
 */
export async function compareConfigs(worker: PythonWorker, description: Description): Promise<Comparison> {
  const ours = makeOurs(description);
  const theirs = await askPython(worker, description);
  if (ours.wire === undefined) {
    if ('refused' in theirs) return { outcome: 'both refuse', rules: [] };
    const rules = ours.violations.map((found) => {
      const rule = stricterRuleOf(found);
      if (rule === undefined) throw new Error(`Only we refuse, and no row says so: ${JSON.stringify(found)}`);
      return rule;
    });
    return { outcome: 'stricter', rules: [...new Set(rules)] };
  }
  if ('refused' in theirs) {
    const again = await askPython(worker, withoutWholeFloats(description));
    return 'wire' in again ? { outcome: 'unseen', rules: [] } : findLooserRule(worker, description, theirs.refused);
  }
  if (isSameJson(ours.wire, theirs.wire)) return { outcome: 'same', rules: [] };
  return { outcome: 'wire differs', rules: explainWireDifference(ours.wire, theirs.wire) };
}

/** The row without which Python takes a description, too. */
async function findLooserRule(worker: PythonWorker, description: Description, refused: string): Promise<Comparison> {
  for (const [rule, { correct }] of Object.entries(looserRules)) {
    const without = withoutWholeFloats(correct(description));
    if ('wire' in (await askPython(worker, without))) return { outcome: 'looser', rules: [rule] };
  }
  throw new Error(`Only Python refuses: ${refused}`);
}
