import type { JsonValue } from '@hyperdrive-run/core/json';
import * as z from 'zod/mini';
import {
  jsonValue,
  maybe,
  pageCursor,
  textByName,
  type WireSchema,
  wireList,
  wireObject,
} from '../../../wire-json/wire-schema.js';
import { type ErrorBodyDto, errorBodySchema } from '../../wire/error-dto.js';

/** A run as the run history sends it. Only the id is sure to be there; times are ISO texts in UTC. */
export interface RunDto {
  readonly runId: string;
  readonly parentRunId?: string | undefined;
  readonly rootRunId?: string | undefined;
  readonly experimentId?: string | undefined;
  /** Azure ML has the id alone; the local service says this, too. */
  readonly experimentName?: string | undefined;
  readonly runType?: string | undefined;
  readonly runNumber?: number | undefined;
  readonly status?: string | undefined;
  readonly createdUtc?: string | undefined;
  readonly startTimeUtc?: string | undefined;
  readonly endTimeUtc?: string | undefined;
  readonly name?: string | undefined;
  readonly displayName?: string | undefined;
  readonly description?: string | undefined;
  readonly hidden?: boolean | undefined;
  readonly tags?: ReadonlyMap<string, string> | undefined;
  readonly properties?: ReadonlyMap<string, string> | undefined;
  readonly error?: ErrorBodyDto | undefined;
  readonly warnings?: readonly RunWarningDto[] | undefined;
  /** Spelled so by the service. */
  readonly cancelationReason?: string | undefined;
  readonly createdBy?: { readonly userName?: string | undefined } | undefined;
  readonly dataContainerId?: string | undefined;
  readonly queueingInfo?: { readonly code?: string | undefined; readonly message?: string | undefined } | undefined;
  readonly target?: string | undefined;
  readonly runDefinition?: JsonValue | undefined;
  /** What the service can be asked for besides the protocol: only the local one says it, see `manyRunsOffers`. */
  readonly offers?: readonly string[] | undefined;
}

/** A warning of the service about a run. */
export interface RunWarningDto {
  readonly source?: string | undefined;
  readonly message?: string | undefined;
}

const text = maybe(z.string());

const runShape = {
  runId: z.string(),
  parentRunId: text,
  rootRunId: text,
  experimentId: text,
  experimentName: text,
  runType: text,
  runNumber: maybe(z.number()),
  status: text,
  createdUtc: text,
  startTimeUtc: text,
  endTimeUtc: text,
  name: text,
  displayName: text,
  description: text,
  hidden: maybe(z.boolean()),
  tags: maybe(textByName),
  properties: maybe(textByName),
  error: maybe(errorBodySchema),
  warnings: maybe(wireList(wireObject({ source: text, message: text }))),
  cancelationReason: text,
  createdBy: maybe(wireObject({ userName: text })),
  dataContainerId: text,
  queueingInfo: maybe(wireObject({ code: text, message: text })),
  target: text,
  runDefinition: maybe(jsonValue),
  offers: maybe(wireList(z.string())),
};

export const runSchema: WireSchema<RunDto> = wireObject(runShape);

/** A page of runs: children, or what a query found. The last page has neither a token nor a link. */
export interface RunPageDto {
  readonly value: readonly RunDto[];
  readonly continuationToken?: string | undefined;
  readonly nextLink?: string | undefined;
  /** As in {@link RunDto}. */
  readonly offers?: readonly string[] | undefined;
}

export const runPageSchema: WireSchema<RunPageDto> = wireObject({
  value: wireList(runSchema),
  continuationToken: pageCursor,
  nextLink: pageCursor,
  offers: maybe(wireList(z.string())),
});

/** What `.../details` adds to a run. */
export interface RunDetailsDto extends RunDto {
  /** The addresses of log files by name. They are signed: never show one. */
  readonly logFiles?: ReadonlyMap<string, string> | undefined;
}

export const runDetailsSchema: WireSchema<RunDetailsDto> = wireObject({ ...runShape, logFiles: maybe(textByName) });
