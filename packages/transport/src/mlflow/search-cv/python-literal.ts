const closing: ReadonlyMap<string, string> = new Map([
  ['(', ')'],
  ['[', ']'],
  ['{', '}'],
]);

/** A string of Python from the quote at `at` on: where it ends, or `undefined` where it does not. */
function endOfString(text: string, at: number): number | undefined {
  const quote = text[at];
  for (let end = at + 1; end < text.length; end += 1) {
    if (text[end] === '\\') end += 1;
    else if (text[end] === quote) return end;
  }
  return undefined;
}

/**
 * Cuts what Python's `repr` wrote at a mark that is in no string and no bracket.
 * @returns the parts without blanks around them, or `undefined` where quotes or brackets do not fit
 */
function cutAt(text: string, mark: string): readonly string[] | undefined {
  const parts: string[] = [];
  const open: string[] = [];
  let start = 0;
  for (let at = 0; at < text.length; at += 1) {
    const letter = text.charAt(at);
    if (letter === "'" || letter === '"') {
      const end = endOfString(text, at);
      if (end === undefined) return undefined;
      at = end;
    } else if (closing.has(letter)) open.push(closing.get(letter) ?? '');
    else if (/[)\]}]/.test(letter)) {
      if (open.pop() !== letter) return undefined;
    } else if (letter === mark && open.length === 0) {
      parts.push(text.slice(start, at).trim());
      start = at + 1;
    }
  }
  if (open.length > 0) return undefined;
  return [...parts, text.slice(start).trim()];
}

/** The items of a list or a tuple as Python's `repr` writes it; `undefined` for anything else. */
export function pythonItems(text: string): readonly string[] | undefined {
  const inner = /^(?:\[([\s\S]*)\]|\(([\s\S]*)\))$/.exec(text.trim());
  const parts = inner === null ? undefined : cutAt(inner[1] ?? inner[2] ?? '', ',');
  // A comma may follow the last item.
  return parts?.at(-1) === '' ? parts.slice(0, -1) : parts;
}

/** The entries of a dict as Python's `repr` writes it, values as they are written; `undefined` for anything else. */
export function pythonEntries(text: string): ReadonlyMap<string, string> | undefined {
  const inner = /^\{([\s\S]*)\}$/.exec(text.trim())?.[1];
  if (inner === undefined) return undefined;
  const entries = new Map<string, string>();
  for (const part of cutAt(inner, ',') ?? [':']) {
    if (part === '') continue;
    const [key, value, ...more] = cutAt(part, ':') ?? [];
    const name = key === undefined ? undefined : pythonString(key);
    if (name === undefined || value === undefined || more.length > 0) return undefined;
    entries.set(name, value);
  }
  return entries;
}

/** What Python's `str` makes of a value that `repr` wrote: a string without its quotes, numpy's numbers without their type. */
export function pythonText(written: string): string {
  return pythonString(written) ?? /^(?:np|numpy)\.\w+\(([\s\S]*)\)$/.exec(written)?.[1] ?? written;
}

const escapes: ReadonlyMap<string, string> = new Map([
  ['n', '\n'],
  ['r', '\r'],
  ['t', '\t'],
]);

function pythonString(written: string): string | undefined {
  const isString = /^['"]/.test(written) && endOfString(written, 0) === written.length - 1;
  if (!isString) return undefined;
  return written
    .slice(1, -1)
    .replace(/\\(?:x([0-9a-f]{2})|u([0-9a-f]{4})|([\s\S]))/g, (_, byte?: string, unit?: string, letter = '') => {
      const code = byte ?? unit;
      return code === undefined ? (escapes.get(letter) ?? letter) : String.fromCharCode(Number.parseInt(code, 16));
    });
}
