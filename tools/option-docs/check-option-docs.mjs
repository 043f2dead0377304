// Looks at the interfaces of options that packages export: each property has a text of its own, and all of it arrives in
// the API reference, which takes an `@` for the beginning of a tag wherever it is.

import { readFile } from 'node:fs/promises';
import path from 'node:path';
import ts from 'typescript';

/** @typedef {import('../layers/problem.mjs').Problem} Problem */

const sourceCondition = '@hyperdrive-run/source';
const optionsName = /Options$/;

/**
 * @param {string} root The repository's root.
 * @param {readonly string[]} packages Folders of packages, from the root.
 * @returns {Promise<{ options: number, problems: Problem[] }>} How many options there are, and those without a text.
 */
export async function checkOptionDocs(root, packages) {
  const entries = (await Promise.all(packages.map((folder) => entriesOf(path.join(root, folder))))).flat();
  const program = ts.createProgram(entries, {
    target: ts.ScriptTarget.ES2023,
    module: ts.ModuleKind.NodeNext,
    moduleResolution: ts.ModuleResolutionKind.NodeNext,
    customConditions: [sourceCondition],
    lib: ['lib.es2023.d.ts', 'lib.dom.d.ts', 'lib.dom.asynciterable.d.ts'],
    types: [],
    strict: true,
    noEmit: true,
    skipLibCheck: true,
  });
  const checker = program.getTypeChecker();
  /** @type {Map<ts.Node, Problem | undefined>} */
  const seen = new Map();
  for (const entry of entries) {
    for (const property of optionsIn(program, checker, entry)) {
      for (const declaration of property.declarations ?? []) {
        const file = path.relative(root, declaration.getSourceFile().fileName);
        if (file.startsWith('..') || file.includes('node_modules')) continue;
        seen.set(declaration, checkText(declaration, file, property.getDocumentationComment(checker)));
      }
    }
  }
  const problems = [...seen.values()].filter((problem) => problem !== undefined);
  return { options: seen.size, problems };
}

/**
 * @param {string} folder
 * @returns {Promise<string[]>} The source files that the package's `exports` name.
 */
async function entriesOf(folder) {
  const { exports } = JSON.parse(await readFile(path.join(folder, 'package.json'), 'utf8'));
  return Object.values(exports).map((targets) => path.join(folder, targets[sourceCondition]));
}

/**
 * @param {ts.Program} program
 * @param {ts.TypeChecker} checker
 * @param {string} entry
 * @returns {ts.Symbol[]} The properties of all interfaces of options that the entry exports, inherited ones too.
 */
function optionsIn(program, checker, entry) {
  const file = program.getSourceFile(entry);
  const module = file && checker.getSymbolAtLocation(file);
  if (module === undefined) throw new Error(`${entry} is no module.`);
  return checker.getExportsOfModule(module).flatMap((exported) => {
    if (!optionsName.test(exported.name)) return [];
    const isAlias = (exported.flags & ts.SymbolFlags.Alias) !== 0;
    const symbol = isAlias ? checker.getAliasedSymbol(exported) : exported;
    return checker.getPropertiesOfType(checker.getDeclaredTypeOfSymbol(symbol));
  });
}

/**
 * @param {ts.Declaration} declaration
 * @param {string} file From the root.
 * @param {ts.SymbolDisplayPart[]} parts
 * @returns {Problem | undefined}
 */
function checkText(declaration, file, parts) {
  const name = declaration.parent && 'name' in declaration.parent ? nameOf(declaration.parent.name) : '';
  const option = `${name}.${'name' in declaration ? nameOf(declaration.name) : ''}`;
  if (ts.displayPartsToString(parts).trim() === '') {
    const why = 'an editor and the API reference show it where somebody wonders what the option does';
    return { rule: 'options-have-a-text', file, what: `${option} has none`, why };
  }
  const comments = ts.getJSDocCommentsAndTags(declaration).map((comment) => comment.getText());
  const [broken] = comments.flatMap((comment) => brokenAt(comment) ?? []);
  if (broken === undefined) return undefined;
  const why = 'the text ends there in the API reference: put it in backticks, or write \\@';
  return { rule: 'texts-do-not-break-off', file, what: `the text of ${option} has ${broken}`, why };
}

/** @param {unknown} name */
function nameOf(name) {
  return typeof name === 'object' && name !== null && 'text' in name ? String(name.text) : '';
}

/**
 * @param {string} comment
 * @returns {string | undefined} What begins with an `@` that is no tag, as in `of @azure/identity`.
 */
function brokenAt(comment) {
  const plain = comment
    .replaceAll(/`[^`]*`/g, '')
    .replaceAll(/\{@[^}]*\}/g, '')
    .replaceAll(/^\s*(?:\/\*\*|\*) ?@[a-zA-Z]+(?![\w/-])/gm, '');
  return /(?<!\\)@[\w/-]*/.exec(plain)?.[0];
}
