import type { JsonObject } from '../../../json/json-value.js';

/** An environment that the service has under a name. */
export interface ReferencedTrialEnvironment {
  readonly type: 'reference';
  /** As Azure ML's files write it: `azureml:sklearn:3`, `azureml:sklearn@latest`, `azureml://registries/...`. */
  readonly name: string;
}

/** An environment that is described where it is used: an image, a conda file, or the definition of an older service. */
export interface DescribedTrialEnvironment {
  readonly type: 'described';
  readonly definition: JsonObject;
}

/** What a trial's programs come from, distinguished by `type`. */
export type TrialEnvironment = ReferencedTrialEnvironment | DescribedTrialEnvironment;
