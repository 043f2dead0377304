import { BackendError } from '@hyperdrive-run/core';
import { expect, it } from 'vitest';
import { RequestPatience } from './request-patience.js';

function failure(isRetryable: boolean): BackendError {
  return new BackendError({ code: 'service-failure', message: 'no', isRetryable });
}

it('gives the usual time, none after it was spent in vain, and the usual again after a success', async () => {
  const patience = new RequestPatience();
  const budgets: unknown[] = [];
  const send = async (error?: Error): Promise<void> => {
    const sent = patience.spend(async (budget) => {
      budgets.push(budget);
      if (error !== undefined) throw error;
    });
    await sent.catch(() => undefined);
  };
  for (const error of [undefined, failure(true), failure(true), undefined, failure(false), undefined])
    await send(error);
  expect(budgets).toEqual([undefined, undefined, 0, 0, undefined, undefined]);
});

it('passes on what was thrown', async () => {
  const reason = new Error('aborted');
  await expect(new RequestPatience().spend(() => Promise.reject(reason))).rejects.toBe(reason);
});
