import { join, resolve } from 'node:path';
import {
  type JsonObject,
  type JsonValue,
  type TrialCommandPart,
  type TrialDefinition,
  writeJson,
} from '@hyperdrive-run/core';
import { outputsFolder } from '../storage/run-files.js';

/**
 * The text that a placeholder of a trial's command stands for: text as it is, numbers with all their digits, booleans
 * as `true` and `false`, lists and objects as JSON; of inputs and outputs that are files or folders the absolute path.
 */
export function placeholderText(trial: {
  readonly point: JsonObject;
  readonly definition: TrialDefinition;
  /** The folder that outputs are written to; without it they are named as from the working directory. */
  readonly outputsFolder?: string | undefined;
}): (placeholder: Exclude<TrialCommandPart, { readonly kind: 'text' }>) => string {
  return (placeholder) => {
    if (placeholder.kind === 'hyperparameter') return valueText(trial.point.get(placeholder.name) ?? null);
    const input = placeholder.kind === 'input' ? trial.definition.inputs?.get(placeholder.name) : undefined;
    if (input?.type === 'literal') return valueText(input.value);
    if (input !== undefined && input.type !== 'unknown') return resolve(input.path);
    if (placeholder.kind === 'output') return join(trial.outputsFolder ?? outputsFolder, placeholder.name);
    // Not reached: a config with placeholders that stand for nothing is refused when it is submitted.
    return '';
  };
}

function valueText(value: JsonValue): string {
  return typeof value === 'string' ? value : writeJson(value);
}
