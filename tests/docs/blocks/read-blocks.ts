/** A code block of a document. */
export interface CodeBlock {
  /** The document, from the repository's root. */
  readonly page: string;
  /** The line of the document on which the code begins, from 1. */
  readonly line: number;
  /** What stands behind the fence: `ts`, `sh`, ...; empty where nothing does. */
  readonly language: string;
  readonly code: string;
  /** Names that the code takes for granted: `<!-- given: sweep, token -->` above the block. */
  readonly given: readonly string[];
  /** Why nothing checks the block: `<!-- not checked: REASON -->` above it. */
  readonly uncheckedBecause: string | undefined;
}

const fence = /^\s*```(.*)$/;
const note = /^<!-- (given|not checked): (.+) -->$/;

/** The code blocks of a document, in their order. @throws where a block has no end */
export function readBlocks(page: string, text: string): readonly CodeBlock[] {
  const lines = text.split('\n');
  const blocks: CodeBlock[] = [];
  let start: number | undefined;
  for (const [index, line] of lines.entries()) {
    const [, language] = fence.exec(line) ?? [];
    if (language === undefined) continue;
    if (start === undefined) {
      start = index;
      continue;
    }
    const notes = notesAbove(lines, start);
    blocks.push({
      page,
      line: start + 2,
      language: fence.exec(lines[start] ?? '')?.[1]?.trim() ?? '',
      code: `${lines.slice(start + 1, index).join('\n')}\n`,
      given: (notes.get('given') ?? '').split(/,\s*/).filter((name) => name !== ''),
      uncheckedBecause: notes.get('not checked'),
    });
    start = undefined;
  }
  if (start !== undefined) throw new Error(`${page}:${start + 1}: the code block has no end`);
  return blocks;
}

/** The notes in comments directly above a line. */
function notesAbove(lines: readonly string[], start: number): ReadonlyMap<string, string> {
  const notes = new Map<string, string>();
  for (let index = start - 1; index >= 0; index -= 1) {
    const [, kind, text] = note.exec(lines[index] ?? '') ?? [];
    if (kind === undefined || text === undefined) return notes;
    notes.set(kind, text);
  }
  return notes;
}
