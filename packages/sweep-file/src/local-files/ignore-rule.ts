import { segmentRegex } from './segment-regex.js';

/** One line of an ignore file. */
export interface IgnoreRule {
  /** What it matches: paths from the root, with forward slashes. */
  readonly regex: RegExp;
  /** Whether it takes in again what earlier rules left out. */
  readonly isNegated: boolean;
}

/** Any text in one line, as Python's `.` has it. */
const any = String.raw`[^\n]`;
const wholePath = new RegExp(`^${any}+/${any}*$`, 'u');

/**
 * Reads a line of an ignore file; `undefined` for comments and empty lines, `'invalid'` for what is no pattern. The rules are
 * those of `GitWildMatchPattern` in azure-ai-ml. They are git's, but that each file is looked at for itself: `!build/a` takes a
 * file in again whose folder is left out, which git does not.
 */
export function readIgnoreRule(line: string): IgnoreRule | 'invalid' | undefined {
  const trimmed = line.trim();
  if (trimmed === '' || trimmed === '/' || trimmed.startsWith('#')) return undefined;
  const isNegated = trimmed.startsWith('!');
  const pattern = isNegated ? trimmed.slice(1) : trimmed;
  if (/^\*\*\/(?:\*\*\/)*$/.test(pattern)) return { regex: wholePath, isNegated };
  const segments = fromRoot(pattern);
  const source = segments === undefined ? undefined : pathRegex(segments);
  if (source === undefined) return 'invalid';
  try {
    return { regex: new RegExp(source, 'u'), isNegated };
  } catch {
    return 'invalid';
  }
}

/** The segments of a pattern as seen from the root. One without a slash before its end is meant at any depth. */
function fromRoot(pattern: string): readonly string[] | undefined {
  const segments = pattern.split('/').filter((segment, index, all) => segment !== '**' || all[index - 1] !== '**');
  const isAnywhere = segments.length === 1 || (segments.length === 2 && segments[1] === '');
  if (segments[0] === '') segments.shift();
  else if (isAnywhere && segments[0] !== '**') segments.unshift('**');
  if (segments.length === 0) return undefined;
  if (segments.length > 1 && segments.at(-1) === '') segments[segments.length - 1] = '**';
  return segments;
}

function pathRegex(segments: readonly string[]): string | undefined {
  const last = segments.length - 1;
  let regex = '^';
  let needsSlash = false;
  for (const [index, segment] of segments.entries()) {
    if (segment === '**') {
      if (index === 0) regex += last === 0 ? `${any}+` : `(?:${any}+/)?`;
      else regex += index === last ? `/${any}*` : `(?:/${any}+)?`;
      needsSlash = index > 0;
      continue;
    }
    const own = segment === '*' ? '[^/]+' : segmentRegex(segment);
    if (own === undefined) return undefined;
    // What is left out as a folder is left out with all that is below.
    regex += (needsSlash ? '/' : '') + own + (index === last ? `(?:/${any}*)?` : '');
    needsSlash = true;
  }
  // Python's `$` also matches before an end of line that ends the text.
  return `${regex}\\n?$`;
}
