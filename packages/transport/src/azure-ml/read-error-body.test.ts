import { expect, it } from 'vitest';
import { toBackendError } from '../http/answers/to-backend-error.js';
import { readErrorBody } from './read-error-body.js';

const request = { url: 'http://127.0.0.1:9/submit', subject: 'the submitted sweep', secrets: ['hidden'] };
const refusalOf = (body: object) => toBackendError(400, readErrorBody(JSON.stringify(body)), request);

it('hands on what a service says of what to do, without secrets', () => {
  expect(refusalOf({ message: 'no', hint: 'Start the head, not hidden.' })).toMatchObject({
    code: 'refused',
    message: 'The submitted sweep was refused by http://127.0.0.1:9: no',
    hint: 'Start the head, not [redacted].',
  });
});

it('has words of its own where a service gives no advice', () => {
  const usual = "Change what the service's words name, and ask again.";
  expect(
    [{ message: 'no' }, { message: 'no', hint: '' }, { message: 'no', hint: null }].map((body) => refusalOf(body).hint),
  ).toEqual([usual, usual, usual]);
});
