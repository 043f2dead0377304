import { escapeXml } from '@hyperdrive-run/charts';

/** HTML that was written here: texts got into it through `html` alone. */
export interface Html {
  readonly markup: string;
}

type Part = Html | readonly Html[] | string | number;

/** Writes HTML. What is put into it is text, whatever it says, but for HTML that was written in the same way. */
export function html(pieces: TemplateStringsArray, ...parts: readonly Part[]): Html {
  return {
    markup: pieces.map((piece, index) => piece + (index < parts.length ? markupOf(parts[index]) : '')).join(''),
  };
}

/** Markup that is known to be right: of a chart, or of a style sheet. */
export function trusted(markup: string): Html {
  return { markup };
}

function markupOf(part: Part | undefined): string {
  if (part === undefined) return '';
  if (typeof part === 'string' || typeof part === 'number') return escapeXml(String(part));
  return 'markup' in part ? part.markup : part.map(({ markup }) => markup).join('');
}
