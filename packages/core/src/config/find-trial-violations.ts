import type { ConfigViolation } from '../errors/hyperdrive-config-error.js';
import { entryPath, violation } from './config-violations.js';
import { findIntegerViolations, findUnknownOptions } from './option-checks.js';
import { parseTrialCommand } from './trial-command.js';
import type { TrialDefinition } from './trial-definition.js';

const options = ['command', 'code', 'environmentVariables', 'inputs', 'maxDurationSeconds', 'target'] as const;

/**
 * Everything that is wrong with a trial definition; paths are seen from it.
 * @param hyperparameters the names in the search space, or `undefined` where it cannot be read
 */
export function findTrialViolations(
  trial: TrialDefinition,
  hyperparameters: ReadonlySet<string> | undefined,
): readonly ConfigViolation[] {
  if (typeof trial !== 'object' || trial === null) return [violation('', trial, 'a trial definition')];
  return [
    ...findUnknownOptions(trial, options),
    ...findCommandViolations(trial, hyperparameters),
    ...findTextViolations('code', trial.code),
    ...findTextViolations('target', trial.target),
    ...(trial.maxDurationSeconds === undefined
      ? []
      : findIntegerViolations('maxDurationSeconds', trial.maxDurationSeconds, 1)),
    ...findVariableViolations(trial.environmentVariables),
    ...findInputViolations(trial.inputs),
  ];
}

function findCommandViolations(
  { command, inputs }: TrialDefinition,
  hyperparameters: ReadonlySet<string> | undefined,
): readonly ConfigViolation[] {
  if (typeof command !== 'string' || command.trim() === '') {
    return [violation('command', command, 'a non-empty command line')];
  }
  const names = (known: Iterable<string>): string =>
    [...known].map((name) => JSON.stringify(name)).join(', ') || 'none';
  const nul: readonly ConfigViolation[] = findNulViolations('command', command);
  return parseTrialCommand(command).reduce<readonly ConfigViolation[]>((found, part) => {
    if (part.kind === 'unknown') {
      return [...found, violation('command', part.text, 'the placeholders ${{inputs.x}} and ${{search_space.x}}')];
    }
    if (part.kind === 'hyperparameter' && hyperparameters !== undefined && !hyperparameters.has(part.name)) {
      const takes = `a hyperparameter of the search space (${names(hyperparameters)})`;
      return [...found, { path: 'command', got: `\${{search_space.${part.name}}}`, takes }];
    }
    const known: ReadonlyMap<string, unknown> = inputs instanceof Map ? inputs : new Map();
    if (part.kind === 'input' && !known.has(part.name)) {
      const takes = `an input that is defined (${names(known.keys())})`;
      return [...found, { path: 'command', got: `\${{inputs.${part.name}}}`, takes }];
    }
    return found;
  }, nul);
}

function findTextViolations(path: string, value: unknown): readonly ConfigViolation[] {
  if (value === undefined) return [];
  if (typeof value !== 'string' || value === '') return [violation(path, value, 'non-empty text')];
  return findNulViolations(path, value);
}

/** No operating system takes a NUL in a command, a path or an environment variable. */
function findNulViolations(path: string, text: string): readonly ConfigViolation[] {
  return text.includes('\u0000') ? [violation(path, text, 'text without NUL characters')] : [];
}

function findVariableViolations(variables: unknown): readonly ConfigViolation[] {
  if (variables === undefined) return [];
  if (!(variables instanceof Map)) return [violation('environmentVariables', variables, 'a Map of text by name')];
  const entries: readonly (readonly [unknown, unknown])[] = [...variables];
  return entries.flatMap(([name, value]) => {
    if (typeof name !== 'string' || !/^[^=\u0000]+$/.test(name)) {
      return [violation('environmentVariables', name, 'names that are non-empty text without "="')];
    }
    const path = entryPath('environmentVariables', name);
    return typeof value === 'string' ? findNulViolations(path, value) : [violation(path, value, 'text')];
  });
}

function findInputViolations(inputs: unknown): readonly ConfigViolation[] {
  if (inputs === undefined) return [];
  if (!(inputs instanceof Map)) return [violation('inputs', inputs, 'a Map of inputs by name')];
  const entries: readonly (readonly [unknown, unknown])[] = [...inputs];
  return entries.flatMap(([name, input]) =>
    typeof name === 'string' && name !== ''
      ? findOneInputViolations(entryPath('inputs', name), input)
      : [violation('inputs', name, 'names that are non-empty text')],
  );
}

function findOneInputViolations(path: string, input: unknown): readonly ConfigViolation[] {
  const fields = new Map<string, unknown>(typeof input === 'object' && input !== null ? Object.entries(input) : []);
  const type = fields.get('type');
  if (type === 'uri_file' || type === 'uri_folder') {
    const file = fields.get('path');
    return file === undefined ? [violation(`${path}.path`, file, 'a path')] : findTextViolations(`${path}.path`, file);
  }
  if (type !== 'literal') return [violation(`${path}.type`, type, "'literal', 'uri_file' or 'uri_folder'")];
  const value = fields.get('value');
  if (typeof value === 'string') return findNulViolations(`${path}.value`, value);
  const isPlain = typeof value === 'boolean' || typeof value === 'bigint' || Number.isFinite(value);
  return isPlain ? [] : [violation(`${path}.value`, value, 'text, a finite number or a boolean')];
}
