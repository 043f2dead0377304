import { join, resolve } from 'node:path';
import { type JsonObject, type JsonValue, writeJson } from '@hyperdrive-run/core/json';
import { pythonText, type TrialCommandPart, type TrialDefinition } from '@hyperdrive-run/core/trial';
import { outputsFolder } from '../../storage/files/run-files.js';

/**
 * The text that a placeholder of a trial's command stands for. Of a hyperparameter: what `valueTexts` says, else text as
 * it is, and the JSON of anything else. Of a literal input: its text in Python, which is what Azure ML's tool sends. Of
 * inputs and outputs that are files or folders: the absolute path.
 */
export function placeholderText(trial: {
  readonly point: JsonObject;
  readonly definition: TrialDefinition;
  /** The folder that outputs are written to; without it they are named as from the working directory. */
  readonly outputsFolder?: string | undefined;
}): (placeholder: Exclude<TrialCommandPart, { readonly kind: 'text' }>) => string {
  return (placeholder) => {
    if (placeholder.kind === 'hyperparameter') {
      const value = trial.point.get(placeholder.name) ?? null;
      return valueText(value, trial.definition.valueTexts?.get(placeholder.name));
    }
    const input = placeholder.kind === 'input' ? trial.definition.inputs?.get(placeholder.name) : undefined;
    if (input?.type === 'literal') return pythonText(input.value);
    if (input !== undefined && input.type !== 'unknown') return resolve(input.path);
    if (placeholder.kind === 'output') return join(trial.outputsFolder ?? outputsFolder, placeholder.name);
    // Not reached: a config with placeholders that stand for nothing is refused when it is submitted.
    return '';
  };
}

function valueText(value: JsonValue, texts: ReadonlyMap<string, string> = new Map()): string {
  if (typeof value === 'string') return value;
  const json = writeJson(value);
  return texts.get(json) ?? json;
}
