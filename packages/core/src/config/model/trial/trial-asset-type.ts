import type { JsonValue } from '../../../json/json-value.js';

/** What an input or output of a trial is that lies in the file system: data, or a model, in Azure ML's own words. */
export type TrialAssetType = 'uri_file' | 'uri_folder' | 'mltable' | 'mlflow_model' | 'custom_model' | 'triton_model';

/** All types. Only `uri_file` is always a file; `custom_model` may be one; the others are folders. */
export const trialAssetTypes: readonly TrialAssetType[] = [
  'uri_file',
  'uri_folder',
  'mltable',
  'mlflow_model',
  'custom_model',
  'triton_model',
];

/** Whether a value names a type of asset. */
export function isTrialAssetType(value: unknown): value is TrialAssetType {
  return trialAssetTypes.some((type) => type === value);
}

/** An output of a trial: a place for it among the run's files, `outputs/<name>`. */
export interface AssetTrialOutput {
  readonly type: TrialAssetType;
}

/** An output of a sweep that was read, which this version does not know. It cannot be submitted. */
export interface UnknownTrialOutput {
  readonly type: 'unknown';
  readonly raw: JsonValue;
}

/** One output of a trial, distinguished by `type`. */
export type TrialOutput = AssetTrialOutput | UnknownTrialOutput;
