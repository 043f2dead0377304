import fc from 'fast-check';

/** Text as users and scripts write it, and what breaks careless storage. */
export const awkwardText: fc.Arbitrary<string> = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.string(),
  fc.constantFrom(
    '',
    '__proto__',
    'constructor',
    "'; DROP TABLE runs; --",
    'a\0b',
    '\ud800',
    '\u001b0000',
    'Stärke: ',
    '%',
    '.',
  ),
);

export const awkwardTexts: fc.Arbitrary<ReadonlyMap<string, string>> = fc
  .array(fc.tuple(awkwardText, awkwardText), { maxLength: 5 })
  .map((entries) => new Map(entries));
