import type { JsonObject, JsonValue } from '@hyperdrive-run/core/json';
import * as z from 'zod/mini';
import {
  jsonObject,
  maybe,
  pageCursor,
  textByName,
  type WireSchema,
  wireList,
  wireObject,
} from '../../../../wire-json/wire-schema.js';

/** A job as Azure Resource Manager sends it. Nulls are everywhere; only the name is sure to be there. */
export interface JobDto {
  readonly name: string;
  readonly properties?: JobPropertiesDto | undefined;
  readonly systemData?:
    | { readonly createdAt?: string | undefined; readonly createdBy?: string | undefined }
    | undefined;
}

/** What a job says of itself. Sweeps alone have what begins at `searchSpace`. */
export interface JobPropertiesDto {
  /** `Sweep`, `Command`, `Pipeline`, ... */
  readonly jobType?: string | undefined;
  readonly status?: string | undefined;
  readonly displayName?: string | undefined;
  readonly description?: string | undefined;
  readonly experimentName?: string | undefined;
  readonly computeId?: string | undefined;
  readonly isArchived?: boolean | undefined;
  readonly tags?: ReadonlyMap<string, string> | undefined;
  readonly properties?: ReadonlyMap<string, string> | undefined;
  readonly services?: ReadonlyMap<string, JsonValue> | undefined;
  readonly inputs?: JsonObject | undefined;
  readonly outputs?: JsonObject | undefined;
  /** By hyperparameter `["uniform", [0, 1]]`; the preview of 2021 wrote the same as text. */
  readonly searchSpace?: JsonObject | undefined;
  readonly samplingAlgorithm?: JsonObject | undefined;
  readonly earlyTermination?: JsonObject | undefined;
  readonly objective?: { readonly goal?: string | undefined; readonly primaryMetric?: string | undefined } | undefined;
  readonly limits?: JobLimitsDto | undefined;
  readonly trial?: JobTrialDto | undefined;
  readonly resources?: JsonObject | undefined;
  readonly identity?: JsonObject | undefined;
  readonly queueSettings?: JsonObject | undefined;
}

/** Times are ISO 8601 durations, `PT2H`. */
export interface JobLimitsDto {
  readonly maxTotalTrials?: number | undefined;
  readonly maxConcurrentTrials?: number | undefined;
  readonly timeout?: string | undefined;
  readonly trialTimeout?: string | undefined;
}

export interface JobTrialDto {
  readonly command?: string | undefined;
  readonly codeId?: string | undefined;
  readonly environmentId?: string | undefined;
  readonly environmentVariables?: JsonObject | undefined;
  readonly distribution?: JsonObject | undefined;
  readonly resources?: JsonObject | undefined;
}

const text = maybe(z.string());

const limitsShape = {
  maxTotalTrials: maybe(z.number()),
  maxConcurrentTrials: maybe(z.number()),
  timeout: text,
  trialTimeout: text,
};

export const jobSchema: WireSchema<JobDto> = wireObject({
  name: z.string(),
  systemData: maybe(wireObject({ createdAt: text, createdBy: text })),
  properties: maybe(
    z.pipe(
      wireObject({
        jobType: text,
        status: text,
        displayName: text,
        description: text,
        experimentName: text,
        computeId: text,
        isArchived: maybe(z.boolean()),
        tags: maybe(textByName),
        properties: maybe(textByName),
        services: maybe(jsonObject),
        inputs: maybe(jsonObject),
        outputs: maybe(jsonObject),
        searchSpace: maybe(jsonObject),
        samplingAlgorithm: maybe(jsonObject),
        earlyTermination: maybe(jsonObject),
        objective: maybe(wireObject({ goal: text, primaryMetric: text })),
        limits: maybe(wireObject(limitsShape)),
        trial: maybe(
          wireObject({
            command: text,
            codeId: text,
            environmentId: text,
            environmentVariables: maybe(jsonObject),
            distribution: maybe(jsonObject),
            resources: maybe(jsonObject),
          }),
        ),
        resources: maybe(jsonObject),
        identity: maybe(jsonObject),
        queueSettings: maybe(jsonObject),
        // The preview of 2021 had no `limits`.
        ...limitsShape,
      }),
      z.transform(
        ({ maxTotalTrials, maxConcurrentTrials, timeout, trialTimeout, limits, ...others }): JobPropertiesDto => {
          return { ...others, limits: limits ?? { maxTotalTrials, maxConcurrentTrials, timeout, trialTimeout } };
        },
      ),
    ),
  ),
});

/** A page of jobs. The last page has no link. */
export interface JobPageDto {
  readonly value: readonly JobDto[];
  readonly nextLink?: string | undefined;
}

export const jobPageSchema: WireSchema<JobPageDto> = wireObject({ value: wireList(jobSchema), nextLink: pageCursor });

/** What a service of a job says: its page for people is under `Studio`. */
export const jobServiceSchema: WireSchema<{ readonly endpoint?: string | undefined }> = wireObject({ endpoint: text });

/** An output of a job; what has no address yet has none here. */
export const jobOutputSchema: WireSchema<{ readonly uri?: string | undefined }> = wireObject({ uri: text });
