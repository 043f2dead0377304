import { readFile } from 'node:fs/promises';
import path from 'node:path';
import ts from 'typescript';
import { expect, it } from 'vitest';
import { root } from './blocks/documents.js';

/** The codes of the error family, as the type of core has them. */
async function codesOfCore(): Promise<readonly string[]> {
  const file = 'packages/core/src/errors/hyperdrive-error.ts';
  const source = ts.createSourceFile(file, await readFile(path.join(root, file), 'utf8'), ts.ScriptTarget.Latest);
  const type = source.statements
    .filter(ts.isTypeAliasDeclaration)
    .find(({ name }) => name.text === 'HyperDriveErrorCode');
  if (type === undefined || !ts.isUnionTypeNode(type.type)) throw new Error(`${file} has no union HyperDriveErrorCode`);
  return type.type.types.map((member) => {
    if (ts.isLiteralTypeNode(member) && ts.isStringLiteral(member.literal)) return member.literal.text;
    throw new Error('a code is no literal');
  });
}

const page = await readFile(path.join(root, 'docs/errors.md'), 'utf8');
/** The cells of each row whose first one is a code. */
const rows = [...page.matchAll(/^\| `([\w-]+)` \|(.*)\|$/gm)].map(([, code = '', rest = '']) => ({
  code,
  cells: rest.split('|').map((cell) => cell.trim()),
}));

it('docs/errors.md has a row for each code of the error family, and for nothing else', async () => {
  const codes = await codesOfCore();
  expect(codes.length).toBeGreaterThan(15);
  expect(rows.map(({ code }) => code).toSorted(byText)).toEqual([...codes].toSorted(byText));
});

it('each row says which class it is, what it means, whether to try again, and what to do', () => {
  for (const { code, cells } of rows) {
    const [errorClass = '', meaning = '', retryable = '', advice = ''] = cells;
    expect(errorClass, code).toMatch(/^`\w+Error`(?:, `\w+Error`)*$/);
    expect(meaning, code).toMatch(/\w+ \w+ \w+/);
    expect(retryable, code).toMatch(/^(?:yes|no|if|for|where)\b/);
    expect(advice, code).toMatch(/\w+/);
  }
});

function byText(a: string, b: string): number {
  return a < b ? -1 : 1;
}
