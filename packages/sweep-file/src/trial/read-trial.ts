import type { SweepTarget } from '@hyperdrive-run/core/ports';
import type { TrialDefinition } from '@hyperdrive-run/core/trial';
import { type FileReader, type Place, placeOf } from '../reader/file-reader.js';
import { ignoreWithoutEffect, readEnvironment } from '../sections/read-placement.js';
import { bindInputs } from './bind-inputs.js';
import { resolveComponentCommand } from './component-command.js';
import { findOptionLines } from './find-option-lines.js';
import { literalText } from './literal-text.js';
import { readOutputs } from './read-outputs.js';
import { readPath } from './read-path.js';
import { readSingleBraces } from './single-braces.js';
import type { TrialSource } from './trial-source.js';

const trialKeys = ['type', 'command', 'code', 'environment_variables', 'inputs', 'outputs'];

/** What only components have; nothing of it changes what is run. */
const componentKeys = [
  '$schema',
  'name',
  'version',
  'display_name',
  'description',
  'tags',
  'is_deterministic',
  'properties',
  'latest_version',
];

/** What of a sweep file goes into its trials beside `trial`. */
export interface TrialSurroundings {
  readonly inputs: Place;
  readonly outputs: Place;
  readonly trialTimeout: Place;
  /** The names in the search space. */
  readonly space: ReadonlySet<string>;
  /** Environment variables that the file may say otherwise. */
  readonly variables: ReadonlyMap<string, string>;
  /** What relative paths in the sweep file are seen from. */
  readonly folder: string;
  readonly target: SweepTarget;
}

/** Reads what a trial runs. */
export function readTrial(reader: FileReader, source: TrialSource, around: TrialSurroundings): TrialDefinition {
  const { map, path } = source;
  const isDescribed = map?.has('inputs') === true || source.isComponent;
  if (map !== undefined) {
    const noEffect = ignoreWithoutEffect(source.reader, { map, path }, around.target, 'environment');
    const known = [...trialKeys, ...(isDescribed ? componentKeys : []), ...noEffect];
    source.reader.checkOtherKeys(map, path, known, 'trial');
  }
  source.reader.readWord(placeOf(map, path, 'type'), ['command'], 'optional');
  const { inputs, swept } = bindInputs(reader, around.inputs, { ...around, source });
  const seconds = reader.readNumber(around.trialTimeout, 'a whole number of seconds', 'optional');
  const outputs = readOutputs(reader, around.outputs, readOutputs(source.reader, placeOf(map, path, 'outputs')));
  const variables = readVariables(source.reader, placeOf(map, path, 'environment_variables'));
  const commandPlace = placeOf(map, path, 'command');
  const text = map === undefined ? undefined : source.reader.readText(commandPlace, 'a command line');
  const command = text === undefined ? undefined : withDoubledBraces(source.reader, commandPlace, text);
  const [optionLine] = findOptionLines(command ?? '');
  if (optionLine !== undefined) {
    const message = `has a line of its own that begins with "-": ${JSON.stringify(optionLine)}. The shell runs each line as a command: end the line before with a backslash, or indent no line deeper in a folded block`;
    source.reader.warn(commandPlace, message);
  }
  const names = {
    has: (name: string) => inputs.has(name) || swept.has(name),
    isSwept: (name: string) => swept.has(name),
  };
  return {
    command: command === undefined ? 'true' : isDescribed ? resolveComponentCommand(command, names) : command,
    code: readPath(source.reader, placeOf(map, path, 'code'), source.folder),
    environmentVariables:
      variables.size + around.variables.size === 0 ? undefined : new Map([...around.variables, ...variables]),
    inputs,
    ...(outputs.size > 0 ? { outputs } : {}),
    environment: readEnvironment(source.reader, placeOf(map, path, 'environment'), around.target),
    maxDurationSeconds: seconds === undefined ? undefined : Number(seconds),
  };
}

function withDoubledBraces(reader: FileReader, place: Place, text: string): string {
  const { command, found } = readSingleBraces(text);
  if (found.length > 0) {
    const changes = [...new Set(found)].map((written) => `${written} is read as $\{${written}}`).join(', ');
    reader.warn(place, `has placeholders of an older form: ${changes}, as Azure ML does; write them so`);
  }
  return command;
}

/** A key without a value is an empty variable. */
function readVariables(reader: FileReader, place: Place): ReadonlyMap<string, string> {
  const map = reader.readMap(place, 'a mapping of environment variables', 'optional') ?? new Map<string, never>();
  return new Map(
    [...map].flatMap(([name, value]): [string, string][] => {
      const at = placeOf(map, place.path, name);
      if (typeof value === 'number') return [[name, literalText(reader, at) ?? String(value)]];
      if (value === null) return [[name, '']];
      if (typeof value !== 'object') return [[name, String(value)]];
      reader.refuse(at, 'text, a number or a boolean');
      return [];
    }),
  );
}
