import type { ErrorCode } from 'yaml';

/** What is wrong with a text as YAML, as a sweep file's problems say it. */
export interface YamlFault {
  readonly got: string;
  readonly takes?: string | undefined;
}

/** Deeper, or larger by aliases, than anything that people write. */
export const tooLarge: YamlFault = { got: 'nested too deeply or too large', takes: 'a sweep file' };

/** The parser's own message, but where that speaks of the parser and not of the file. */
export function wordsOfYamlError({ code, message }: { readonly code: ErrorCode; readonly message: string }): YamlFault {
  if (code === 'RESOURCE_EXHAUSTION') return tooLarge;
  if (code === 'MULTIPLE_DOCS') return { got: 'more than one YAML document', takes: 'one, without a line of ---' };
  if (code === 'DUPLICATE_KEY') return { got: 'not YAML: this key is in its mapping already' };
  return { got: `not YAML: ${message}` };
}

const plainTags: readonly string[] = ['str', 'int', 'float', 'bool', 'null', 'map', 'seq', 'merge'];
const ownPrefix = 'tag:yaml.org,2002:';

/**
 * Refuses a tag of values that neither a sweep file nor Azure ML's tool has a meaning for: read without it, or as nothing,
 * the value would be another one.
 */
export function findWrongTag(tag: string | undefined): YamlFault | undefined {
  if (tag === undefined || tag === '!') return undefined;
  const name = tag.startsWith(ownPrefix) ? tag.slice(ownPrefix.length) : undefined;
  if (name !== undefined && plainTags.includes(name)) return undefined;
  return {
    got: `not readable: a value in it has the tag ${name === undefined ? tag : `!!${name}`}`,
    takes: 'plain values, with tags such as !!str at most',
  };
}
