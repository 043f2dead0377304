import { parseTrialCommand, type TrialCommandPart } from '../config/model/trial/trial-command.js';
import { valueOfText } from './argument-value.js';
import type { Hyperparameters } from './hyperparameters.js';

/** A placeholder between two texts of a command, or beside one. */
type Placeholder = Exclude<TrialCommandPart, { readonly kind: 'text' }>;

/**
 * Reads a trial's hyperparameters off the command that it ran: whatever stands in the place of `${{search_space.x}}`.
 * Values that are numbers become numbers.
 * @param template the sweep's command, with placeholders
 * @param command the trial's, in which they are filled in
 * @returns `undefined` where the command is no filling of the template, or could be several
 * @example
 * hyperparametersFromCommand('train.py --lr ${{search_space.lr}}', 'train.py --lr 0.1') // Map { 'lr' => 0.1 }
 */
export function hyperparametersFromCommand(template: string, command: string): Hyperparameters | undefined {
  const { texts, placeholders } = splitTemplate(template);
  const found = fillingsOf(texts, command);
  if (found === undefined) return undefined;
  const values = new Map<string, string>();
  for (const [index, { kind, ...placeholder }] of placeholders.entries()) {
    if (kind !== 'hyperparameter' || !('name' in placeholder)) continue;
    const text = withoutQuotes(found[index] ?? '');
    if ((values.get(placeholder.name) ?? text) !== text) return undefined;
    values.set(placeholder.name, text);
  }
  return values.size === 0 ? undefined : new Map([...values].map(([name, text]) => [name, valueOfText(text)]));
}

/** The texts of a template, one more than its placeholders: what is before the first, between two, and after the last. */
function splitTemplate(template: string): {
  readonly texts: readonly string[];
  readonly placeholders: readonly Placeholder[];
} {
  const texts = [''];
  const placeholders: Placeholder[] = [];
  for (const part of parseTrialCommand(template.trim())) {
    if (part.kind === 'text') texts[texts.length - 1] += part.text;
    else {
      placeholders.push(part);
      texts.push('');
    }
  }
  return { texts, placeholders };
}

/**
 * What fills the gaps between the texts. Each text is looked for as early as it can be and as late as it can be: where
 * the two are not the same place, the command could have been made in several ways.
 */
function fillingsOf(texts: readonly string[], given: string): readonly string[] | undefined {
  const command = given.trim();
  const [first = '', ...others] = texts;
  const last = others.pop();
  if (last === undefined || command.length < first.length + last.length) return undefined;
  if (!command.startsWith(first) || !command.endsWith(last)) return undefined;
  const end = command.length - last.length;
  const fillings: string[] = [];
  const latest = latestPlaces(others, command, end);
  let at = first.length;
  for (const [index, text] of others.entries()) {
    const place = command.indexOf(text, at);
    if (place < 0 || place !== latest[index]) return undefined;
    fillings.push(command.slice(at, place));
    at = place + text.length;
  }
  return at > end ? undefined : [...fillings, command.slice(at, end)];
}

function latestPlaces(texts: readonly string[], command: string, end: number): readonly number[] {
  let limit = end;
  return texts
    .toReversed()
    .map((text) => {
      const place = limit < text.length ? -1 : command.lastIndexOf(text, limit - text.length);
      limit = place;
      return place;
    })
    .toReversed();
}

/** What a shell takes for one word is that word. */
function withoutQuotes(text: string): string {
  const [, quote = '', inner = ''] = /^(["'])(.*)\1$/s.exec(text) ?? [];
  return inner.includes(quote) ? text : inner;
}
