import { pythonFloatText, pythonText, type TrialInput } from '@hyperdrive-run/core/trial';
import type { FileReader, Place } from '../reader/file-reader.js';
import { readYaml11 } from '../yaml/yaml-1-1/read-yaml-1-1.js';

/**
 * A literal as Azure ML's tool sends it: the text that Python makes of what YAML 1.1 reads. `true` becomes `True`, `1.0`
 * stays `1.0`, and `1e-5`, which is no number there, stays as it is written.
 */
export function toLiteral(reader: FileReader, place: Place): TrialInput | undefined {
  const { value } = place;
  if (typeof value === 'number') {
    if (!Number.isFinite(value)) return undefined;
    const text = numberText(value, reader.writtenAt(place));
    return { type: 'literal', value: text === pythonText(value) ? value : text };
  }
  if (typeof value === 'boolean') return { type: 'literal', value: pythonText(value) };
  return typeof value === 'string' || typeof value === 'bigint' ? { type: 'literal', value } : undefined;
}

/** @param written the number as the file has it */
function numberText(value: number, written: string | undefined): string {
  const { kind } = readYaml11(written ?? '');
  if (written !== undefined && kind === 'text') return written;
  return kind === 'float' ? pythonFloatText(value) : pythonText(value);
}

/** The same as text alone; `undefined` where there is no text, number or boolean. */
export function literalText(reader: FileReader, place: Place): string | undefined {
  const literal = toLiteral(reader, place);
  return literal?.type === 'literal' ? pythonText(literal.value) : undefined;
}
