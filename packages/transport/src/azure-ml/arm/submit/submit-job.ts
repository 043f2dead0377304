import type { RunRecord } from '@hyperdrive-run/core';
import type { CallOptions, JobSubmission, SweepJob, UploadNotice, UploadProgress } from '@hyperdrive-run/core/ports';
import { randomId } from '../../../http/requests/request-headers.js';
import type { AzureMlScope } from '../../addresses/azure-ml-scope.js';
import { toRunRecord } from '../../run-history/to-run-record.js';
import type { ArmClient } from '../arm-client.js';
import { blobNames } from '../files/blob-names.js';
import { summarizeUpload } from '../files/upload-summary.js';
import { type BlobClient } from '../upload/blob-client.js';
import { uploadTree } from '../upload/upload-tree.js';
import { carryOutPlan } from './carry-out-plan.js';
import { makeJobName } from './job-name.js';
import { planSubmit, type SubmitPlan } from './plan-submit.js';
import { readJobFiles } from './read-job-files.js';
import { showPlan } from './show-plan.js';

/** What a submit is made with. */
export interface SubmitParts {
  readonly scope: AzureMlScope;
  readonly client: ArmClient;
  readonly blobs: BlobClient;
}

/**
 * Submits a job with its files, as azure-ai-ml does, and returns its run. All files are listed and hashed before the first request.
 * A repeat with the same name is the same job.
 * @throws LocalFilesError where a file is missing or cannot be read
 * @throws BackendError where a service refuses, with its words and the id of the request
 */
export async function submitJob(
  { scope, client, blobs }: SubmitParts,
  submission: JobSubmission,
  { signal }: CallOptions,
): Promise<RunRecord> {
  const { job, plan } = await preparePlan(scope, submission, { signal });
  submission.onUpload?.(noticesOf(plan));
  const jobName = job.name ?? makeJobName();
  const created = await carryOutPlan(plan, {
    client,
    signal,
    async upload({ signed }, { files, parent, what }, asset) {
      const createHash = submission.files.createHash.bind(submission.files);
      const onProgress = (progress: UploadProgress): void => submission.onProgress?.(progress, what);
      const upload = { container: signed, blobs: blobNames(files.tree, parent), asset, createHash };
      await uploadTree(blobs, upload, { signal, onProgress });
    },
    jobName,
    codeName: randomId(),
    needsUserToken: job.identity?.type === 'user_identity',
  });
  const { status = 'NotStarted', displayName, description, tags, properties } = created.properties ?? {};
  const { experimentName } = job;
  const run = { runId: created.name, runType: 'azureml.sweep', status, displayName, description, tags, properties };
  return toRunRecord(run, experimentName);
}

/**
 * What {@link submitJob} sends, as JSON. Sends nothing.
 * @throws LocalFilesError where a file is missing or cannot be read
 */
export async function planJob(scope: AzureMlScope, submission: JobSubmission, call: CallOptions): Promise<string> {
  return showPlan((await preparePlan(scope, submission, call)).plan);
}

/** An experiment that is chosen is that of the job, whatever its file says. */
async function preparePlan(
  scope: AzureMlScope,
  submission: JobSubmission,
  call: CallOptions,
): Promise<{ readonly job: SweepJob; readonly plan: SubmitPlan }> {
  const { experimentName = submission.job.experimentName } = scope;
  const job = { ...submission.job, experimentName };
  return { job, plan: planSubmit(job, scope, await readJobFiles(job, submission.files, call)) };
}

/** What is uploaded, as people are told before. */
function noticesOf(plan: SubmitPlan): readonly UploadNotice[] {
  return plan.flatMap((step): UploadNotice[] => {
    if (step.kind !== 'code' && step.kind !== 'data') return [];
    const { what, files } = step.upload;
    return [{ what, name: files.tree.name, ...summarizeUpload(files.tree) }];
  });
}
