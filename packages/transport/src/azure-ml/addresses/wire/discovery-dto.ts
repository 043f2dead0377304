import * as z from 'zod/mini';
import { maybe, type WireSchema, wireObject } from '../../../wire-json/wire-schema.js';

/** The addresses of a workspace's services, as its discovery address returns them. */
export interface DiscoveryDto {
  readonly api?: string | undefined;
  readonly history?: string | undefined;
  readonly hyperdrive?: string | undefined;
  readonly experimentation?: string | undefined;
  readonly modelmanagement?: string | undefined;
  readonly studio?: string | undefined;
}

export const discoverySchema: WireSchema<DiscoveryDto> = wireObject({
  api: maybe(z.string()),
  history: maybe(z.string()),
  hyperdrive: maybe(z.string()),
  experimentation: maybe(z.string()),
  modelmanagement: maybe(z.string()),
  studio: maybe(z.string()),
});
