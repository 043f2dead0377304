import fc from 'fast-check';
import { expect, it } from 'vitest';
import { readTime } from './read-time.js';

const times = fc.date({
  min: new Date('2024-02-28T23:58:00Z'),
  max: new Date('2024-03-01T00:02:00Z'),
  noInvalidDate: true,
});
/** A time with some of its characters replaced: mostly none that exists. */
const spoiled = fc
  .tuple(times, fc.array(fc.tuple(fc.nat(23), fc.constantFrom(...'0123456789-:.TZ +x')), { maxLength: 2 }))
  .map(([time, changes]) =>
    changes.reduce((text, [at, sign]) => text.slice(0, at) + sign + text.slice(at + 1), time.toISOString()),
  );

it('reads times one after the other as Date.parse does, right ones and wrong ones', () => {
  const texts = fc.array(
    fc.oneof(
      times.map((time) => time.toISOString()),
      spoiled,
      fc.string(),
    ),
    { maxLength: 30 },
  );
  fc.assert(
    fc.property(texts, (list) => {
      expect(list.map(readTime)).toEqual(list.map((text) => Date.parse(text)));
    }),
    { numRuns: 500 },
  );
});

it.each([
  '2024-05-06T24:00:00.000Z',
  '2024-05-06T24:00:01.000Z',
  '2024-05-06T08:00:60.000Z',
  '2024-02-30T08:00:00.000Z',
  '2024-05-06T08:00:00.00xZ',
  '+02024-05-06T08:00:00.0Z',
])('reads %s as Date.parse does, however often', (text) => {
  const seen = ['2024-05-06T08:00:00.000Z', text, text].map(readTime);
  expect(seen).toEqual(['2024-05-06T08:00:00.000Z', text, text].map((each) => Date.parse(each)));
});
