import type { JsonObject } from '@hyperdrive-run/core/json';
import { jsonObject, maybe, type WireSchema, wireObject } from '../../../../wire-json/wire-schema.js';

/** The outputs of a run as the run history has them: by name, `{assetId, type}`. */
export const outputAssetsSchema: WireSchema<{
  readonly runMetadata?: { readonly outputs?: JsonObject | undefined } | undefined;
}> = wireObject({ runMetadata: maybe(wireObject({ outputs: maybe(jsonObject) })) });

/** Where data assets are: by id, `{uri}`. */
export const resolvedUrisSchema: WireSchema<{ readonly values?: JsonObject | undefined }> = wireObject({
  values: maybe(jsonObject),
});
