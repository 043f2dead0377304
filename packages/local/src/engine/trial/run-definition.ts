import type { JsonObject } from '@hyperdrive-run/core/json';
import { parseTrialCommand, type TrialDefinition } from '@hyperdrive-run/core/trial';
import { placeholderText } from './placeholder-text.js';
import { renderCommand } from './render-command.js';

/**
 * What the run of a trial says of it: the command as a person would type it.
 * @param target the name of the compute that it runs on
 */
export function trialRunDefinition(
  { point, definition }: { readonly point: JsonObject; readonly definition: TrialDefinition },
  target: string,
): JsonObject {
  const { display } = renderCommand(parseTrialCommand(definition.command), placeholderText({ point, definition }));
  return new Map<string, string | readonly string[] | JsonObject | null>([
    ['script', null],
    ['command', display],
    ['arguments', []],
    ['target', target],
    ['environmentVariables', new Map(definition.environmentVariables)],
  ]);
}
