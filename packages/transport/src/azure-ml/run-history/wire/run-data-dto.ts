import type { JsonObject, JsonValue } from '@hyperdrive-run/core/json';
import * as z from 'zod/mini';
import {
  jsonObject,
  jsonValue,
  maybe,
  textByName,
  type WireSchema,
  wireObject,
} from '../../../wire-json/wire-schema.js';

/** What `batchrundata` returns: by run what was found, or why it could not be. */
export interface RunDataListDto {
  readonly successfulResults?: JsonObject | undefined;
  readonly failedResults?: JsonObject | undefined;
}

export const runDataListSchema: WireSchema<RunDataListDto> = wireObject({
  successfulResults: maybe(jsonObject),
  failedResults: maybe(jsonObject),
});

/** A run with its definitions: objects, or JSON text of them. */
export interface RunDataDto {
  readonly runMetadata?: RunMetadataDto | undefined;
  readonly runDefinition?: JsonValue | undefined;
  readonly jobSpecification?: JsonValue | undefined;
}

/** The texts of a run among which its hyperparameters may be. */
export interface RunMetadataDto {
  readonly tags?: ReadonlyMap<string, string> | undefined;
  readonly properties?: ReadonlyMap<string, string> | undefined;
  readonly parameters?: ReadonlyMap<string, string> | undefined;
}

const metadataShape = { tags: maybe(textByName), properties: maybe(textByName), parameters: maybe(textByName) };
const definitionShape = { runDefinition: maybe(jsonValue), jobSpecification: maybe(jsonValue) };

export const runDataSchema: WireSchema<RunDataDto> = wireObject({
  runMetadata: maybe(wireObject(metadataShape)),
  ...definitionShape,
});

/** The same of one run, as its details have it. */
export const runDetailsDataSchema: WireSchema<RunDataDto> = z.pipe(
  wireObject({ ...metadataShape, ...definitionShape }),
  z.transform(
    ({ runDefinition, jobSpecification, ...runMetadata }): RunDataDto => ({
      runMetadata,
      runDefinition,
      jobSpecification,
    }),
  ),
);
