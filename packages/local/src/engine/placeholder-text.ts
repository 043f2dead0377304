import { resolve } from 'node:path';
import {
  type JsonObject,
  type JsonValue,
  type TrialCommandPart,
  type TrialDefinition,
  writeJson,
} from '@hyperdrive-run/core';

/**
 * The text that a placeholder of a trial's command stands for: text as it is, numbers with all their digits, booleans
 * as `true` and `false`, lists and objects as JSON; of inputs that are files or folders the absolute path.
 */
export function placeholderText(trial: {
  readonly point: JsonObject;
  readonly definition: TrialDefinition;
}): (placeholder: Exclude<TrialCommandPart, { readonly kind: 'text' }>) => string {
  return (placeholder) => {
    if (placeholder.kind === 'hyperparameter') return valueText(trial.point.get(placeholder.name) ?? null);
    const input = placeholder.kind === 'input' ? trial.definition.inputs?.get(placeholder.name) : undefined;
    if (input?.type === 'literal') return valueText(input.value);
    if (input?.type === 'uri_file' || input?.type === 'uri_folder') return resolve(input.path);
    // Not reached: a config with placeholders that stand for nothing is refused when it is submitted.
    return '';
  };
}

function valueText(value: JsonValue): string {
  return typeof value === 'string' ? value : writeJson(value);
}
