import { blobNames } from '../files/blob-names.js';
import type { PlannedRequest } from './plan-requests.js';
import type { PlannedUpload, SubmitPlan, SubmitStep } from './plan-submit.js';
import { PlanText, type PlanValue, writePlanValue } from './plan-value.js';

/**
 * A plan as JSON: `[{method, path, query, body}]`, with what only answers tell in braces. An upload is one entry, whose body says
 * which files with their sizes go to the container, and the hash of them all.
 */
export function showPlan(plan: SubmitPlan): string {
  return writePlanValue(plan.flatMap(requestsOf).map(showRequest), undefined, 2);
}

/** What a step sends where the workspace does not have the code yet. */
function requestsOf(step: SubmitStep): readonly (PlannedRequest | PlannedUpload)[] {
  switch (step.kind) {
    case 'code':
      return [step.find, step.start, step.upload, step.create];
    case 'latest environment':
      return [step.find];
    case 'data':
      return [step.datastore, step.secrets, step.upload];
    case 'latest data':
      return [step.container, step.version];
    case 'environment':
    case 'job':
      return [step.create];
  }
}

function showRequest(request: PlannedRequest | PlannedUpload): PlanValue {
  if (request.kind === 'request') {
    const { method, path, query, body } = request;
    return { method, path, query: new Map(query), body };
  }
  const { files, parent } = request;
  const blobs = blobNames(files.tree, parent).map(({ file, name }) => ({ name, size: BigInt(file.size) }));
  return {
    method: 'PUT',
    path: new PlanText({ placeholder: 'container' }, `/${parent === '' ? '' : `${parent}/`}${files.tree.name}`),
    query: {},
    body: { hash: files.hash, files: blobs },
  };
}
