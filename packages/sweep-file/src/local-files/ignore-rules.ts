import { readFile, realpath } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { LocalFilesError } from '@hyperdrive-run/core/trial';
import { type IgnoreRule, readIgnoreRule } from './ignore-rule.js';
import { reasonOf } from './reason-of.js';

/** What is left out of a folder. */
export interface IgnoreRules {
  /** The name of the file that they are from. */
  readonly file: string;
  /** The folder that paths are seen from: that of the file, links followed. */
  readonly base: string;
  /** Whether the path, with forward slashes, is left out. The last rule that matches it decides. */
  readonly isIgnored: (path: string) => boolean;
  /** Whether all is left out that is below the folder. */
  readonly isAllIgnored: (folder: string) => boolean;
}

/** Looked for in the root alone, in this order. Rules of both are never put together. */
const ignoreFiles = ['.amlignore', '.gitignore'];

/**
 * Reads the rules of a folder, `undefined` where it has none.
 * @throws LocalFilesError where a file of rules cannot be read, or has a line that is no pattern
 */
export async function readIgnoreRules(root: string): Promise<IgnoreRules | undefined> {
  for (const file of ignoreFiles) {
    const path = join(root, file);
    let text: string;
    try {
      text = new TextDecoder('utf-8', { fatal: true }).decode(await readFile(path));
    } catch (error) {
      const { code, words } = reasonOf(error);
      if (code === 'ENOENT') continue;
      throw new LocalFilesError({ path, problem: `cannot be read: ${words}`, cause: error });
    }
    return toRules(file, path, dirname(await realpath(path)), text);
  }
  return undefined;
}

function toRules(file: string, path: string, base: string, text: string): IgnoreRules {
  const rules: IgnoreRule[] = [];
  for (const [index, line] of text.split(/\r\n|\r|\n/).entries()) {
    const rule = readIgnoreRule(line);
    if (rule === 'invalid') {
      const problem = `has no pattern of git in line ${index + 1}: ${JSON.stringify(line)}`;
      throw new LocalFilesError({ path, problem, hint: 'Correct the line, or delete it.' });
    }
    if (rule !== undefined) rules.push(rule);
  }
  const isIgnored = (name: string): boolean => rules.findLast(({ regex }) => regex.test(name))?.isNegated === false;
  const hasNegated = rules.some(({ isNegated }) => isNegated);
  return { file, base, isIgnored, isAllIgnored: (folder) => !hasNegated && isIgnored(`${folder}/`) };
}
