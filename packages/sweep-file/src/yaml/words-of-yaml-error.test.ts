import { expect, it } from 'vitest';
import { findWrongTag, wordsOfYamlError } from './words-of-yaml-error.js';

it.each([
  ['RESOURCE_EXHAUSTION', { got: 'nested too deeply or too large', takes: 'a sweep file' }],
  ['MULTIPLE_DOCS', { got: 'more than one YAML document', takes: 'one, without a line of ---' }],
  ['DUPLICATE_KEY', { got: 'not YAML: this key is in its mapping already' }],
  ['BAD_INDENT', { got: 'not YAML: what the parser says' }],
] as const)('a fault of syntax is told in words about the file: %s', (code, fault) => {
  expect(wordsOfYamlError({ code, message: 'what the parser says' })).toEqual(fault);
});

it.each([
  undefined,
  '!',
  ...['str', 'int', 'float', 'bool', 'null', 'map', 'seq', 'merge'].map((name) => `tag:yaml.org,2002:${name}`),
])('the tag %s is of a plain value', (tag) => {
  expect(findWrongTag(tag)).toBeUndefined();
});

it.each([
  ['tag:yaml.org,2002:binary', '!!binary'],
  ['tag:yaml.org,2002:', '!!'],
  ['!secret', '!secret'],
  ['str', 'str'],
  ['tag:example.org:str', 'tag:example.org:str'],
])('the tag %s is refused as %s', (tag, shown) => {
  expect(findWrongTag(tag)).toEqual({
    got: `not readable: a value in it has the tag ${shown}`,
    takes: 'plain values, with tags such as !!str at most',
  });
});
