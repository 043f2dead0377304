import type { JsonObject, JsonValue } from '../../json/json-value.js';
import type { HyperDriveConfig } from '../model/hyperdrive-config.js';
import { parseTrialCommand } from '../model/trial/trial-command.js';
import type { TrialDefinition, TrialInput } from '../model/trial/trial-definition.js';
import type { TrialResources } from '../model/trial/trial-resources.js';
import type { AddNote } from './document-notes.js';
import { objectAt, readJobSections } from './job-sections.js';
import { readScriptRun, type ScriptRun } from './script-run.js';

/** What a document says of its trials, at the places where it says it. */
export interface TrialSections {
  readonly trial: JsonObject;
  readonly inputs: JsonObject;
  readonly outputs: JsonObject;
  readonly compute: string | undefined;
  readonly trialTimeout: number | undefined;
  /** Further sections: on what, as whom and in which queue trials run. */
  readonly placement: JsonObject;
  /** The names of the limits that the sweep says, where that is known; empty where it is not. */
  readonly saidLimits: readonly string[];
}

/**
 * The sections about a sweep's trials, from its trial definition or from the script run of an older sweep.
 * @param names the hyperparameters' names in the document by those in the sweep
 */
export function toTrialSections(
  { runConfig, platformConfig }: Pick<HyperDriveConfig, 'runConfig' | 'platformConfig'>,
  names: ReadonlyMap<string, string>,
  note: AddNote,
): TrialSections {
  const script = readScriptRun(platformConfig);
  const trial = new Map<string, JsonValue>();
  const command = runConfig?.command ?? script.command;
  if (command === undefined) note('trial.command', 'is missing: the sweep does not say what its trials run');
  else trial.set('command', withHyperparameters(command, names, note));
  const code = toCode(runConfig, script, note);
  if (code !== undefined) trial.set('code', code);
  const environment = toEnvironment(runConfig, script);
  if (environment === undefined) note('trial.environment', 'is missing: Azure ML needs one, the local service none');
  else trial.set('environment', environment);
  const variables = toVariables(runConfig, script, note);
  if (variables.size > 0) trial.set('environment_variables', variables);
  const job = readJobSections(platformConfig);
  return {
    trial: new Map([...trial, ...job.trial]),
    inputs: toInputs(runConfig, job.inputs, note),
    outputs: toOutputs(runConfig, job.outputs, note),
    compute: runConfig?.target ?? script.target,
    trialTimeout: runConfig?.maxDurationSeconds ?? script.maxDurationSeconds,
    placement: new Map([...toResources(runConfig?.resources), ...job.root]),
    saidLimits: [...job.limits.keys()],
  };
}

/** A command that names no hyperparameter gets all at its end, as the service of Azure ML's first SDK adds them. */
function withHyperparameters(command: string, names: ReadonlyMap<string, string>, note: AddNote): string {
  let isNamed = false;
  const renamed = parseTrialCommand(command).map((part) => {
    if (part.kind === 'text' || part.kind === 'unknown') return part.text;
    if (part.kind !== 'hyperparameter') return `$\{{${part.kind}s.${part.name}}}`;
    isNamed = true;
    return `$\{{search_space.${names.get(part.name) ?? part.name}}}`;
  });
  if (isNamed || names.size === 0) return renamed.join('');
  const options = [...names].map(([given, name]) => {
    const option = given.startsWith('-') ? given : `--${given}`;
    return `${option} $\{{search_space.${name}}}`;
  });
  note(
    'trial.command',
    "gets the hyperparameters as options at its end, as the service of Azure ML's first SDK adds them",
  );
  return [command.trimEnd(), ...options].join(' ');
}

function toCode(runConfig: TrialDefinition | undefined, script: ScriptRun, note: AddNote): string | undefined {
  if (runConfig?.code !== undefined) return runConfig.code;
  if (script.snapshotId !== undefined) {
    note('trial.code', `is missing: name the folder with the code, which was the snapshot ${script.snapshotId}`);
  }
  return undefined;
}

/** A described environment of an older service is written as an image with its packages. */
function toEnvironment(runConfig: TrialDefinition | undefined, script: ScriptRun): JsonValue | undefined {
  const own = runConfig?.environment;
  if (own?.type === 'reference') return own.name;
  if (own === undefined) return script.environment;
  const isOfFile = own.definition.has('image') || own.definition.has('conda_file') || own.definition.has('build');
  return isOfFile ? own.definition : script.environment;
}

/** With these, trials of the local service find the programs of whoever submitted them. Elsewhere they name folders that do not exist. */
const variablesOfMachine: readonly string[] = ['PATH', 'VIRTUAL_ENV', 'CONDA_PREFIX'];

function toVariables(runConfig: TrialDefinition | undefined, script: ScriptRun, note: AddNote): JsonObject {
  const variables = new Map(runConfig?.environmentVariables ?? script.environmentVariables);
  const target = runConfig?.target ?? script.target ?? 'local';
  const leftOut = target === 'local' ? variablesOfMachine.filter((name) => variables.delete(name)) : [];
  if (leftOut.length > 0) {
    const names = leftOut.join(', ');
    note(
      'trial.environment_variables',
      `are without ${names}, which is of the machine that the sweep was submitted from`,
    );
  }
  return variables;
}

function toInputs(runConfig: TrialDefinition | undefined, more: JsonObject, note: AddNote): JsonObject {
  const written = new Map<string, JsonValue>();
  for (const [name, input] of runConfig?.inputs ?? []) {
    const value = toInput(input, objectAt(more, name));
    if (value === undefined) note(`inputs.${name}`, 'is missing: the sweep does not say it in a form that is known');
    else written.set(name, value);
  }
  return written;
}

function toInput(input: TrialInput, more: JsonObject): JsonValue | undefined {
  if (input.type === 'unknown') return undefined;
  if (input.type === 'literal') return input.value;
  return new Map<string, JsonValue>([['type', input.type], ['path', input.path], ...more]);
}

function toOutputs(runConfig: TrialDefinition | undefined, more: JsonObject, note: AddNote): JsonObject {
  const written = new Map<string, JsonValue>();
  for (const [name, { type }] of runConfig?.outputs ?? []) {
    if (type === 'unknown') {
      note(`outputs.${name}`, 'is missing: the sweep does not say it in a form that is known');
      continue;
    }
    const own = objectAt(more, name);
    const path = own.get('path');
    // The next sweep would write over what the trials of this one wrote there.
    if (typeof path === 'string')
      note(`outputs.${name}.path`, `is missing: it was ${path}, where the results of this sweep are`);
    written.set(name, new Map<string, JsonValue>([['type', type], ...[...own].filter(([key]) => key !== 'path')]));
  }
  return written;
}

/** What trials ask the scheduler of a compute for, as it is read there: what Azure ML has no key for is a property. */
function toResources(resources: TrialResources | undefined): JsonObject {
  const { instanceCount, cpus, gpus, memoryBytes } = resources ?? {};
  const properties = entriesOf([
    ['cpus', cpus],
    ['gpus', gpus],
    ['memory', memoryBytes],
  ]);
  const written = new Map<string, JsonValue>(entriesOf([['instance_count', instanceCount]]));
  if (properties.length > 0) written.set('properties', new Map(properties));
  return written.size === 0 ? written : new Map([['resources', written]]);
}

function entriesOf(entries: readonly (readonly [string, number | undefined])[]): [string, number][] {
  return entries.flatMap(([name, amount]): [string, number][] => (amount === undefined ? [] : [[name, amount]]));
}
