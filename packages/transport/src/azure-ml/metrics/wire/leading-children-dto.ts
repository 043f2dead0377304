import * as z from 'zod/mini';
import { maybe, type WireSchema, wireList, wireObject } from '../../../wire-json/wire-schema.js';
import { type RunDto, runSchema } from '../../run-history/wire/run-dto.js';
import { type ChildMetricDto, childMetricShape } from './many-runs-dto.js';

/** The body of the call that counts the children of a run. */
export interface ChildCountsRequestDto {
  /** Ids of children that are not counted. */
  readonly except?: readonly string[] | undefined;
  /** A tag that says more of a child than its status: those that have it are counted apart. */
  readonly apartWithTag?: string | undefined;
}

export const childCountsRequestSchema: WireSchema<ChildCountsRequestDto> = wireObject({
  except: maybe(wireList(z.string())),
  apartWithTag: maybe(z.string()),
});

/** How many children have a status. */
export interface StatusCountDto {
  readonly status: string;
  readonly count: number;
}

const statusCounts: WireSchema<readonly StatusCountDto[]> = wireList(
  wireObject({ status: z.string(), count: z.number() }),
);

/** How many children a run has, without hidden ones. */
export interface ChildCountsDto {
  readonly value: readonly StatusCountDto[];
  /** Those with the tag, which are in no other count. */
  readonly withTag: number;
}

export const childCountsSchema: WireSchema<ChildCountsDto> = wireObject({ value: statusCounts, withTag: z.number() });

/** The body of the call for the children that lead by a metric. */
export interface LeadingChildrenRequestDto {
  readonly name: string;
  readonly goal: string;
  /** How many of each status. */
  readonly top: number;
  /** A tag that says more of a child than its status: where a child has it, nobody leads for sure. */
  readonly apartWithTag?: string | undefined;
}

export const leadingChildrenRequestSchema: WireSchema<LeadingChildrenRequestDto> = wireObject({
  name: z.string(),
  goal: z.string(),
  top: z.number(),
  apartWithTag: maybe(z.string()),
});

/** A child that may be among the first, with the rows that it may be ranked by. */
export interface LeadingChildDto extends ChildMetricDto {
  readonly run: RunDto;
}

/** The children that may be among the first of their status, in the order of a listing. */
export interface LeadingChildrenDto {
  readonly value: readonly LeadingChildDto[];
  /** False where they are too many, or cannot be known: then none is named. */
  readonly isComplete: boolean;
  /** How many children there are, without hidden ones. */
  readonly statuses: readonly StatusCountDto[];
}

export const leadingChildrenSchema: WireSchema<LeadingChildrenDto> = wireObject({
  value: wireList(wireObject({ ...childMetricShape, run: runSchema })),
  isComplete: z.boolean(),
  statuses: statusCounts,
});
