import type { ConfigViolation } from '../../errors/hyperdrive-config-error.js';
import { isJsonValue } from '../model/json-from-plain.js';
import { isTrialAssetType, trialAssetTypes } from '../model/trial/trial-asset-type.js';
import { parseTrialCommand } from '../model/trial/trial-command.js';
import type { TrialDefinition } from '../model/trial/trial-definition.js';
import { leastResources } from '../model/trial/trial-resources.js';
import { entryPath, violation } from './config-violations.js';
import { findIntegerViolations, findUnknownOptions } from './option-checks.js';

const options = [
  'command',
  'code',
  'environmentVariables',
  'inputs',
  'outputs',
  'valueTexts',
  'maxDurationSeconds',
  'environment',
  'target',
  'resources',
] as const;

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
    ...findEnvironmentViolations(trial.environment),
    ...findTextViolations('target', trial.target),
    ...(trial.maxDurationSeconds === undefined
      ? []
      : findIntegerViolations('maxDurationSeconds', trial.maxDurationSeconds, 1)),
    ...findResourceViolations(trial.resources),
    ...findVariableViolations(trial.environmentVariables),
    ...findInputViolations(trial.inputs),
    ...findOutputViolations(trial.outputs),
    ...findValueTextViolations(trial.valueTexts),
  ];
}

function findResourceViolations(resources: unknown): readonly ConfigViolation[] {
  if (resources === undefined) return [];
  if (typeof resources !== 'object' || resources === null)
    return [violation('resources', resources, 'resources by name')];
  return Object.entries(resources).flatMap(([name, amount]: [string, unknown]) => {
    const least = new Map<string, number>(Object.entries(leastResources)).get(name);
    if (least === undefined) return [violation(`resources.${name}`, amount, Object.keys(leastResources).join(', '))];
    return amount === undefined ? [] : findIntegerViolations(`resources.${name}`, amount, least);
  });
}

function findCommandViolations(
  { command, inputs, outputs }: TrialDefinition,
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
      return [
        ...found,
        violation('command', part.text, 'the placeholders ${{inputs.x}}, ${{outputs.x}} and ${{search_space.x}}'),
      ];
    }
    if (part.kind === 'hyperparameter' && hyperparameters !== undefined && !hyperparameters.has(part.name)) {
      const takes = `a hyperparameter of the search space (${names(hyperparameters)})`;
      return [...found, { path: 'command', got: `\${{search_space.${part.name}}}`, takes }];
    }
    if (part.kind !== 'input' && part.kind !== 'output') return found;
    const given = part.kind === 'input' ? inputs : outputs;
    const known: ReadonlyMap<string, unknown> = given instanceof Map ? given : new Map();
    if (known.has(part.name)) return found;
    const takes = `an ${part.kind} that is defined (${names(known.keys())})`;
    return [...found, { path: 'command', got: `\${{${part.kind}s.${part.name}}}`, takes }];
  }, nul);
}

function findTextViolations(path: string, value: unknown): readonly ConfigViolation[] {
  if (value === undefined) return [];
  if (typeof value !== 'string' || value === '') return [violation(path, value, 'non-empty text')];
  return findNulViolations(path, value);
}

function findEnvironmentViolations(environment: unknown): readonly ConfigViolation[] {
  if (environment === undefined) return [];
  const fields = new Map<string, unknown>(
    typeof environment === 'object' && environment !== null ? Object.entries(environment) : [],
  );
  const type = fields.get('type');
  if (type === 'reference') return findTextViolations('environment.name', fields.get('name') ?? '');
  if (type !== 'described') return [violation('environment.type', type, "'reference' or 'described'")];
  const definition = fields.get('definition');
  const isRight = definition instanceof Map && isJsonValue(definition);
  return isRight ? [] : [violation('environment.definition', definition, 'a Map of JSON values')];
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

function findValueTextViolations(byName: unknown): readonly ConfigViolation[] {
  if (byName === undefined) return [];
  if (!(byName instanceof Map)) return [violation('valueTexts', byName, 'a Map of Maps by hyperparameter')];
  const entries: readonly (readonly [unknown, unknown])[] = [...byName];
  return entries.flatMap(([name, texts]) => {
    const path = entryPath('valueTexts', String(name));
    if (!(texts instanceof Map)) return [violation(path, texts, 'a Map of text by the JSON of a value')];
    const ofName: readonly (readonly [unknown, unknown])[] = [...texts];
    return ofName.flatMap(([json, text]) => {
      const at = entryPath(path, String(json));
      return typeof text === 'string' ? findNulViolations(at, text) : [violation(at, text, 'text')];
    });
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
  if (isTrialAssetType(type)) {
    const file = fields.get('path');
    return file === undefined ? [violation(`${path}.path`, file, 'a path')] : findTextViolations(`${path}.path`, file);
  }
  if (type !== 'literal') return [violation(`${path}.type`, type, `'literal', ${assetTypes}`)];
  const value = fields.get('value');
  if (typeof value === 'string') return findNulViolations(`${path}.value`, value);
  const isPlain = typeof value === 'boolean' || typeof value === 'bigint' || Number.isFinite(value);
  return isPlain ? [] : [violation(`${path}.value`, value, 'text, a finite number or a boolean')];
}

const assetTypes = trialAssetTypes.map((type) => `'${type}'`).join(', ');

/** Names become names of files, so they are as plain as Azure ML wants them. */
function findOutputViolations(outputs: unknown): readonly ConfigViolation[] {
  if (outputs === undefined) return [];
  if (!(outputs instanceof Map)) return [violation('outputs', outputs, 'a Map of outputs by name')];
  const entries: readonly (readonly [unknown, unknown])[] = [...outputs];
  return entries.flatMap(([name, output]) => {
    if (typeof name !== 'string' || !/^[A-Za-z_][A-Za-z0-9_]*$/.test(name)) {
      return [violation('outputs', name, 'names of letters, digits and _, that begin with no digit')];
    }
    const fields = new Map<string, unknown>(
      typeof output === 'object' && output !== null ? Object.entries(output) : [],
    );
    const type = fields.get('type');
    return isTrialAssetType(type) ? [] : [violation(`${entryPath('outputs', name)}.type`, type, assetTypes)];
  });
}
