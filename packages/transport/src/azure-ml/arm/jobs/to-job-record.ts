import type { RunRecord } from '@hyperdrive-run/core';
import { readWire } from '../../../wire-json/wire-schema.js';
import { toDate, toRunRecord } from '../../run-history/to-run-record.js';
import { toJobConfig } from './to-job-config.js';
import { type JobDto, type JobPropertiesDto, jobServiceSchema } from './wire/job-dto.js';

/** The run of a sweep job of which the run history says nothing: as far as the job itself says it. */
export function toJobRecord(job: JobDto): RunRecord {
  const { properties = {}, systemData } = job;
  const record = toRunRecord(
    {
      runId: job.name,
      rootRunId: job.name,
      runType: 'hyperdrive',
      createdUtc: systemData?.createdAt,
      createdBy: { userName: systemData?.createdBy },
      hidden: properties.isArchived,
    },
    properties.experimentName,
  );
  return { ...withJob(record, job), createdTime: toDate(systemData?.createdAt) };
}

/**
 * A run with what its sweep job says of it: its status, its config and its page. Both say the same of tags and properties;
 * what only one of them has is there, too.
 */
export function withJob(run: RunRecord, { properties: job = {} }: JobDto): RunRecord {
  const config = toJobConfig(job);
  return {
    ...run,
    status: job.status ?? run.status,
    displayName: run.displayName ?? job.displayName,
    description: run.description ?? job.description,
    experimentName: run.experimentName ?? job.experimentName,
    tags: merged(job.tags, run.tags),
    properties: merged(job.properties, run.properties),
    config: config.size === 0 ? undefined : config,
    portalUrl: portalUrlOf(job),
  };
}

function merged(
  first: ReadonlyMap<string, string> | undefined,
  second: ReadonlyMap<string, string>,
): ReadonlyMap<string, string> {
  return first === undefined || first.size === 0 ? second : new Map([...first, ...second]);
}

/** The page of the studio. What is no address of a page is none: people open it. */
function portalUrlOf({ services }: JobPropertiesDto): string | undefined {
  const studio = services?.get('Studio');
  const reading = studio === undefined ? undefined : readWire(jobServiceSchema, studio);
  const endpoint = reading?.success === true ? reading.data.endpoint : undefined;
  if (endpoint === undefined || !URL.canParse(endpoint)) return undefined;
  return ['https:', 'http:'].includes(new URL(endpoint).protocol) ? endpoint : undefined;
}
