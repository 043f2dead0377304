// What one trial runs: command, inputs, outputs, environment, and how a command's text is read.

export { isAssetReference } from './config/model/trial/asset-reference.js';
export { pythonFloatText, pythonText } from './config/model/trial/python-text.js';
export {
  createShellContextTracker,
  type ShellContext,
  type ShellContextTracker,
} from './config/model/trial/shell-context.js';
export {
  type AssetTrialOutput,
  isTrialAssetType,
  type TrialAssetType,
  type TrialOutput,
  trialAssetTypes,
  type UnknownTrialOutput,
} from './config/model/trial/trial-asset-type.js';
export { parseTrialCommand, type TrialCommandPart } from './config/model/trial/trial-command.js';
export type {
  LiteralTrialInput,
  PathTrialInput,
  TrialDefinition,
  TrialInput,
  UnknownTrialInput,
} from './config/model/trial/trial-definition.js';
export type {
  DescribedTrialEnvironment,
  ReferencedTrialEnvironment,
  TrialEnvironment,
} from './config/model/trial/trial-environment.js';
export type { TrialResources } from './config/model/trial/trial-resources.js';
export { LocalFilesError } from './errors/local-files-error.js';
export { describePlacement, placementOf, type TrialPlacement } from './runs/trial-placement.js';
