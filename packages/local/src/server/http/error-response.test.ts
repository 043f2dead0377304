import { describe, expect, it } from 'vitest';
import { StorageError, type StorageFailure } from '../../storage/database/storage-error.js';
import { experiment, startTestService } from '../__fixtures__/start-test-service.js';
import { failureHeaders, toFailure } from './error-response.js';
import { RequestRefusal } from './request-refusal.js';

const file = '/home/ada/.hyperdrive/runs.db';

function storageError(failure: StorageFailure): StorageError {
  return new StorageError({ failure, file, message: `The database ${file} failed.`, hint: `Look at ${file}.` });
}

describe('a failure as it is answered', () => {
  it.each<StorageFailure>(['full', 'locked', 'corrupt', 'newer-version', 'not-ours', 'unwritable', 'unknown'])(
    'of the kind %s names no file of the service',
    (failure) => {
      expect(JSON.stringify(toFailure(storageError(failure)))).not.toContain('/home');
    },
  );

  it.each([
    storageError('full'),
    storageError('locked'),
    Object.assign(new Error(`ENOSPC: no space left on device, open '${file}'`), { code: 'ENOSPC', path: file }),
  ])('that passes is a 503 that says when to try again: %s', (error) => {
    const failure = toFailure(error);
    expect(failure.status).toBe(503);
    expect(failureHeaders(failure)).toMatchObject({ 'retry-after': '1' });
    expect(failure.message).not.toContain('/home');
  });

  it('quotes no more of a request than can be read', () => {
    expect(toFailure(new RequestRefusal(400, 'x'.repeat(1_000_000))).message.length).toBeLessThanOrEqual(10_000);
  });
});

describe('a filter of fifty thousand terms', () => {
  it.each([' or ', ' and '])('is refused with 400, joined by%s, and shows no file', async (joined) => {
    const failures: unknown[] = [];
    const { ask } = await startTestService({ limits: { bodyBytes: 2_000_000 }, onFailure: (e) => failures.push(e) });
    const filter = Array.from({ length: 50_000 }, () => 'RunId eq a').join(joined);
    const answer = await ask('POST', `/history/v1.0/${experiment}/runs:query`, { body: JSON.stringify({ filter }) });
    expect(answer.status).toBe(400);
    expect(answer.text).not.toContain('runs.db');
    expect(failures).toEqual([]);
  });
});
