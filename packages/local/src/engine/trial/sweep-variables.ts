import type { JsonObject } from '@hyperdrive-run/core/json';
import type { TrialCommandPart, TrialDefinition } from '@hyperdrive-run/core/trial';

/**
 * A trial's hyperparameters, inputs and outputs as Azure ML's environment variables for sweeps:
 * `AZUREML_SWEEP_learning_rate`. Only names that can be those of shell variables; a hyperparameter counts before an
 * input or output of the same name.
 * @param textOf the text of a placeholder, as the command has it
 */
export function sweepVariables(
  trial: { readonly point: JsonObject; readonly definition: TrialDefinition },
  textOf: (placeholder: Exclude<TrialCommandPart, { readonly kind: 'text' }>) => string,
): ReadonlyMap<string, string> {
  const { inputs, outputs } = trial.definition;
  const names: readonly (readonly ['output' | 'input' | 'hyperparameter', Iterable<string>])[] = [
    ['output', outputs?.keys() ?? []],
    ['input', inputs?.keys() ?? []],
    ['hyperparameter', trial.point.keys()],
  ];
  return new Map(
    names.flatMap(([kind, ofKind]) =>
      [...ofKind]
        .filter((name) => /^\w+$/.test(name))
        .map((name): [string, string] => [`AZUREML_SWEEP_${name}`, textOf({ kind, name })]),
    ),
  );
}
