import { isJsonArray, type JsonObject, writeJson } from '@hyperdrive-run/core/json';
import { isTrialAssetType, type TrialInput } from '@hyperdrive-run/core/trial';

/** What a component takes for an input, where the given one is none of it; `undefined` where all is well. */
export function findLiteralFault(input: TrialInput, declaration: JsonObject): string | undefined {
  const type = declaration.get('type');
  if (isTrialAssetType(type)) return input.type === 'literal' ? `a mapping with the path of a ${type}` : undefined;
  if (typeof type !== 'string' || input.type === 'unknown') return undefined;
  if (input.type !== 'literal') return `a ${type}`;
  const text = String(input.value);
  switch (type.toLowerCase()) {
    case 'integer':
      return /^\s*[-+]?\d+\s*$/.test(text) ? findRangeFault(text, declaration) : 'a whole number';
    case 'number':
      return Number.isFinite(Number(text)) && text.trim() !== '' ? findRangeFault(text, declaration) : 'a number';
    case 'boolean':
      return /^(true|false)$/i.test(text) ? undefined : 'true or false';
    default:
      return findEnumFault(text, declaration);
  }
}

function findRangeFault(text: string, declaration: JsonObject): string | undefined {
  const [min, max] = [declaration.get('min'), declaration.get('max')];
  const number = Number(text);
  if (typeof min === 'number' && number < min) return `a number of at least ${min}`;
  return typeof max === 'number' && number > max ? `a number of at most ${max}` : undefined;
}

function findEnumFault(text: string, declaration: JsonObject): string | undefined {
  const allowed = declaration.get('enum');
  if (!isJsonArray(allowed)) return undefined;
  const words = allowed.map((word) => (typeof word === 'string' ? word : writeJson(word)));
  return words.includes(text) ? undefined : `one of ${words.join(', ')}`;
}
