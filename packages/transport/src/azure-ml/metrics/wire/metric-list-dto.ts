import * as z from 'zod/mini';
import {
  maybe,
  pageCursor,
  textByName,
  type WireSchema,
  wireList,
  wireObject,
} from '../../../wire-json/wire-schema.js';

/** The body of `list`. */
export interface MetricListRequestDto {
  readonly metricNamespace?: string | undefined;
  readonly continuationToken?: string | undefined;
}

export const metricListRequestSchema: WireSchema<MetricListRequestDto> = wireObject({
  metricNamespace: maybe(z.string()),
  continuationToken: maybe(z.string()),
});

/** What `list` returns: the names that a run logged, a page of them. */
export interface MetricListDto {
  readonly value: readonly MetricListEntryDto[];
  readonly continuationToken?: string | undefined;
}

/** One metric that a run logged, without its values. */
export interface MetricListEntryDto {
  readonly metricKey: { readonly namespace?: string | undefined; readonly name: string };
  readonly columns?: ReadonlyMap<string, string> | undefined;
}

export const metricListSchema: WireSchema<MetricListDto> = wireObject({
  value: wireList(
    wireObject({
      metricKey: wireObject({ namespace: maybe(z.string()), name: z.string() }),
      columns: maybe(textByName),
    }),
  ),
  continuationToken: pageCursor,
});
