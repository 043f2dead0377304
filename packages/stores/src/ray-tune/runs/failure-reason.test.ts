import { expect, it } from 'vitest';
import { failureReason } from './failure-reason.js';

const traceback = `Failure # 1 (occurred at 2026-01-12_08-00-00)
\u001B[36mray::ImplicitFunc.train()\u001B[39m (pid=1, ip=192.0.2.2)
  File "train.py", line 7, in train
    raise ValueError("too large")
ValueError: too large
`;

it.each([
  ['the last line of a traceback', traceback, 'ValueError: too large'],
  [
    'the first line of another text',
    'Failure # 1 (occurred at 2026-01-12_08-00-00)\nThe actor died unexpectedly.\n\tpid: 7\n',
    'The actor died unexpectedly.',
  ],
  [
    'what is said of the last failure of several',
    `${traceback}\nFailure # 2 (occurred at 2026-01-12_09-00-00)\nOut of memory.\n`,
    'Out of memory.',
  ],
  ['nothing where the text says nothing', ' \n', undefined],
])('is %s', (_, text, expected) => {
  expect(failureReason(text)).toBe(expected);
});
