import { readFile } from 'node:fs/promises';
import path from 'node:path';
import ts from 'typescript';
import { expect, it } from 'vitest';
import { root } from './blocks/documents.js';

/** The members of an exported class that a user sees. */
async function publicMembers(file: string, className: string): Promise<readonly string[]> {
  const source = ts.createSourceFile(file, await readFile(path.join(root, file), 'utf8'), ts.ScriptTarget.Latest);
  const found = source.statements.filter(ts.isClassDeclaration).find(({ name }) => name?.text === className);
  if (found === undefined) throw new Error(`${file} has no class ${className}`);
  return found.members.flatMap((member) => {
    const isHidden = ts.getCombinedModifierFlags(member) & (ts.ModifierFlags.Private | ts.ModifierFlags.Protected);
    const isInternal = ts.getJSDocTags(member).some(({ tagName }) => tagName.text === 'internal');
    return member.name !== undefined && ts.isIdentifier(member.name) && !isHidden && !isInternal
      ? [member.name.text]
      : [];
  });
}

it('docs/python-parity.md has every member of HyperDriveRun', async () => {
  const page = await readFile(path.join(root, 'docs/python-parity.md'), 'utf8');
  const members = [
    ...(await publicMembers('packages/sdk/src/hyperdrive-run.ts', 'HyperDriveRun')),
    ...(await publicMembers('packages/sdk/src/base-run.ts', 'BaseRun')),
  ];
  expect(members.length).toBeGreaterThan(40);
  // In code, whatever stands around it there.
  const named = new Set([...page.matchAll(/`([^`]+)`/g)].flatMap(([, code = '']) => code.match(/\w+/g) ?? []));
  expect(members.filter((member) => !named.has(member))).toEqual([]);
});
