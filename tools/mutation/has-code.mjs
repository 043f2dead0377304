// Whether a source file has anything that a mutation could change: not what only declares types, or only names exports.

import ts from 'typescript';

const namesOnly = /^("use strict";\s*)?(export (\{[^}]*\}|\*)( from ["'][^"']+["'])?;\s*)*$/;

/**
 * @param {string} text of a file in TypeScript
 * @returns {boolean}
 */
export function hasCode(text) {
  const options = { module: ts.ModuleKind.ESNext, target: ts.ScriptTarget.ESNext, removeComments: true };
  return !namesOnly.test(ts.transpileModule(text, { compilerOptions: options }).outputText);
}
