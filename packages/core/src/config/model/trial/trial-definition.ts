import type { JsonValue } from '../../../json/json-value.js';
import type { TrialAssetType, TrialOutput } from './trial-asset-type.js';
import type { TrialEnvironment } from './trial-environment.js';
import type { TrialResources } from './trial-resources.js';

/** A number, text or boolean in a trial's command. */
export interface LiteralTrialInput {
  readonly type: 'literal';
  readonly value: string | number | bigint | boolean;
}

/** A file or folder that a trial's command gets as its path. */
export interface PathTrialInput {
  readonly type: TrialAssetType;
  /**
   * A path on the machine that runs the trials, absolute, or a reference such as `azureml:iris:1` to what the service
   * itself can reach. Which of the two is taken, the service says.
   */
  readonly path: string;
}

/** An input of a sweep that was read, which this version does not know. It cannot be submitted. */
export interface UnknownTrialInput {
  readonly type: 'unknown';
  readonly raw: JsonValue;
}

/** One input of a trial, distinguished by `type`. */
export type TrialInput = LiteralTrialInput | PathTrialInput | UnknownTrialInput;

/**
 * What a trial runs: one command line, the same for all trials but for its placeholders.
 *
 * `${{search_space.lr}}` is replaced by the trial's value of the hyperparameter `lr`, `${{inputs.data}}` for the input
 * `data`: a literal's value, or the absolute path of a file or folder; `${{outputs.model}}` for the path that the trial
 * writes its output `model` to. Blanks inside the braces do not count. Whoever runs the command quotes what it puts
 * there, so placeholders are written without quotes around them.
 */
export interface TrialDefinition {
  /** The command line, as for a shell. */
  readonly command: string;
  /** The folder with the training code, or its one file; a trial runs in a copy of it. */
  readonly code?: string | undefined;
  /** Environment variables of every trial, beside those that the service sets. */
  readonly environmentVariables?: ReadonlyMap<string, string> | undefined;
  /** The inputs by name. */
  readonly inputs?: ReadonlyMap<string, TrialInput> | undefined;
  /** The outputs by name: letters, digits and `_`, no digit first. */
  readonly outputs?: ReadonlyMap<string, TrialOutput> | undefined;
  /**
   * How the search space's own values are handed to a trial, where that is not their JSON: by hyperparameter, by the JSON of
   * the value. A choice that a file writes as `2.0` is the number 2 in JavaScript, and `new Map([['2', '2.0']])` here.
   */
  readonly valueTexts?: ReadonlyMap<string, ReadonlyMap<string, string>> | undefined;
  /** How long one trial may run, in seconds; without it as long as the sweep. */
  readonly maxDurationSeconds?: number | undefined;
  /** What the trials' programs come from. The local service runs trials on its machine as it is. */
  readonly environment?: TrialEnvironment | undefined;
  /** The compute to run on, by its name; without it the service's own. That of the local service is `local`. */
  readonly target?: string | undefined;
  /** What a trial asks the scheduler of the compute for. The local service's own machine has none. */
  readonly resources?: TrialResources | undefined;
}
