import type { PrimaryMetric, RunErrorDetail, SearchTrial } from '@hyperdrive-run/core';
import type { JsonObject, JsonValue } from '@hyperdrive-run/core/json';
import * as z from 'zod/mini';
import { jsonObject, maybe, textByName, type WireSchema, wireList, wireObject } from '../wire-json/wire-schema.js';
import type { SnapshotRun } from './snapshot-run.js';

const optionalText = z.optional(z.string());
const optionalTime: WireSchema<Date | undefined> = z.optional(
  z.pipe(
    z.string().check(z.refine((text: string) => !Number.isNaN(Date.parse(text)), 'is no time')),
    z.transform((text: string) => new Date(text)),
  ),
);
const texts: WireSchema<readonly string[]> = wireList(z.string());

/** What somebody named when the sweep was exported. */
const primaryMetricSchema: WireSchema<PrimaryMetric> = wireObject({
  name: z.string().check(z.minLength(1)),
  goal: z.enum(['maximize', 'minimize']),
});
const errorSchema: WireSchema<RunErrorDetail> = wireObject({ code: optionalText, message: optionalText });

const searchTrialSchema: WireSchema<SearchTrial> = wireObject({
  outcome: maybe(z.enum(['completed', 'failed', 'pruned', 'infeasible'])),
  goals: wireList(z.enum(['maximize', 'minimize'])),
});

/** A run as its line contains it. What a run need not have may be missing, but is never of another kind. */
export const snapshotRunSchema: WireSchema<SnapshotRun> = z.pipe(
  wireObject({
    run: wireObject({
      runId: z.string(),
      status: z.string(),
      parentRunId: optionalText,
      rootRunId: optionalText,
      experimentName: optionalText,
      runType: optionalText,
      number: z.optional(z.number()),
      name: optionalText,
      displayName: optionalText,
      description: optionalText,
      hidden: z.boolean(),
      tags: textByName,
      properties: textByName,
      parameters: z.optional(textByName),
      config: z.optional(jsonObject),
      portalUrl: optionalText,
      createdTime: optionalTime,
      startTime: optionalTime,
      endTime: optionalTime,
      error: z.optional(errorSchema),
      warnings: texts,
      cancellationReason: optionalText,
      createdBy: optionalText,
      queueMessage: optionalText,
      primaryMetric: z.optional(primaryMetricSchema),
      searchTrial: z.optional(searchTrialSchema),
      expectedChildren: z.optional(z.number()),
    }),
    details: z.optional(wireObject({ target: optionalText, arguments: texts, logFiles: z.optional(texts) })),
    files: z.optional(texts),
  }),
  z.transform(
    ({ run, details, files }): SnapshotRun => ({
      record: run,
      details: details && { ...details, logFiles: details.logFiles },
      files,
    }),
  ),
);

/** A run as its line contains it; what is `undefined` is left out. */
export function runToJson({ record, details, files }: SnapshotRun): JsonObject {
  return objectOf({
    run: objectOf({
      ...record,
      createdTime: record.createdTime?.toISOString(),
      startTime: record.startTime?.toISOString(),
      endTime: record.endTime?.toISOString(),
      error: record.error && objectOf({ ...record.error }),
      primaryMetric: record.primaryMetric && objectOf({ ...record.primaryMetric }),
      searchTrial: record.searchTrial && objectOf({ ...record.searchTrial }),
    }),
    details: details && objectOf({ ...details }),
    files,
  });
}

function objectOf(fields: Readonly<Record<string, JsonValue | undefined>>): JsonObject {
  const object = new Map<string, JsonValue>();
  for (const [name, value] of Object.entries(fields)) if (value !== undefined) object.set(name, value);
  return object;
}
