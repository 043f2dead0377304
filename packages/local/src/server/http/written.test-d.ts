import type { RunDto } from '@hyperdrive-run/transport/wire';
import { expectTypeOf, it } from 'vitest';
import type { Written } from './written.js';

it('takes a field of the shared format, null where readers may find it missing', () => {
  expectTypeOf<{ runId: string; status: null; tags: ReadonlyMap<string, string> }>().toExtend<Written<RunDto>>();
  expectTypeOf<{ runId: string; createdBy: { userName: null } }>().toExtend<Written<RunDto>>();
});

it('refuses a field of another type, null where there is always something, and a name that the format does not know', () => {
  expectTypeOf<{ runId: string; status: number }>().not.toExtend<Written<RunDto>>();
  expectTypeOf<{ runId: null }>().not.toExtend<Written<RunDto>>();
  expectTypeOf<'cancellationReason'>().not.toExtend<keyof Written<RunDto>>();
});
