import { isJsonObject, type JsonObject, type JsonValue } from '@hyperdrive-run/core/json';
import { isTrialAssetType, type TrialInput } from '@hyperdrive-run/core/trial';
import { type FileReader, type Place, placeOf } from '../reader/file-reader.js';
import { findLiteralFault } from './declared-input.js';
import { toLiteral } from './literal-text.js';
import { placeholderInput, readInput } from './read-input.js';
import type { TrialSource } from './trial-source.js';

/** The inputs of a trial, and the names that its command may use as inputs. */
export interface BoundInputs {
  readonly inputs: ReadonlyMap<string, TrialInput>;
  /** The declared inputs that take their values from the search space. */
  readonly swept: ReadonlySet<string>;
}

/**
 * Brings together what a sweep gives (`inputs`, `search_space`) and what its component declares (types, defaults,
 * optional ones). Without declarations the inputs are those of the sweep.
 */
export function bindInputs(
  reader: FileReader,
  given: Place,
  context: { readonly source: TrialSource; readonly space: ReadonlySet<string>; readonly folder: string },
): BoundInputs {
  const map = reader.readMap(given, 'a mapping of inputs', 'optional') ?? new Map<string, never>();
  const { source, space, folder } = context;
  const declarations = declarationsOf(source);
  const inputs = new Map<string, TrialInput>();
  for (const name of map.keys()) {
    const place = placeOf(map, given.path, name);
    const declaration = declarations.get(name);
    const type = declaration?.get('type');
    if (place.value === undefined && (declaration !== undefined || space.has(name))) continue;
    const input = readInput(reader, place, { folder, defaultType: isTrialAssetType(type) ? type : undefined });
    inputs.set(name, checkAgainst(reader, place, input, declaration));
    if (source.isComponent && declarations.size > 0 && declaration === undefined && !space.has(name))
      reader.warn(place, 'is no input of the component and is passed over');
  }
  // What the search space has counts: that is how a value is turned into a hyperparameter.
  const swept = new Set([...declarations.keys()].filter((name) => space.has(name)));
  for (const [name, declaration] of declarations) {
    if (inputs.has(name) || swept.has(name)) continue;
    const input = readDefault(source, name, declaration);
    if (input !== undefined) inputs.set(name, input);
    else if (declaration.get('optional') !== true) {
      const type = declaration.get('type');
      const ofType = typeof type === 'string' ? ` of type ${type}` : '';
      const takes = `a value (the component's input${ofType} has no default)`;
      reader.refuse({ path: [...given.path, name], value: undefined }, takes);
      inputs.set(name, placeholderInput);
    }
  }
  return { inputs, swept };
}

/** What a component, or a trial that is written like one, says about its inputs. A bare value is a default. */
function declarationsOf({ reader, map, path }: TrialSource): ReadonlyMap<string, JsonObject> {
  const place = placeOf(map, path, 'inputs');
  const declared = reader.readMap(place, 'a mapping of inputs', 'optional') ?? new Map<string, never>();
  const known = ['type', 'description', 'default', 'optional', 'min', 'max', 'enum', 'mode', 'path', 'value'];
  return new Map(
    [...declared].map(([name, value]: [string, JsonValue]): [string, JsonObject] => {
      if (!isJsonObject(value)) return [name, new Map([['default', value]])];
      reader.checkOtherKeys(value, [...place.path, name], known);
      return [name, value];
    }),
  );
}

function readDefault(
  { reader, path, folder }: TrialSource,
  name: string,
  declaration: JsonObject,
): TrialInput | undefined {
  const at = [...path, 'inputs', name];
  const isGiven = declaration.has('path') || declaration.has('value');
  if (isGiven) return readInput(reader, { path: at, value: declaration }, { folder });
  const place = placeOf(declaration, at, 'default');
  if (place.value === undefined) return undefined;
  const literal = toLiteral(reader, place);
  if (literal === undefined) reader.refuse(place, 'text, a number or a boolean');
  return literal === undefined ? placeholderInput : checkAgainst(reader, place, literal, declaration);
}

function checkAgainst(
  reader: FileReader,
  place: Place,
  input: TrialInput,
  declaration: JsonObject | undefined,
): TrialInput {
  const fault =
    declaration === undefined || input === placeholderInput ? undefined : findLiteralFault(input, declaration);
  if (fault !== undefined) reader.refuse(place, fault);
  return input;
}
