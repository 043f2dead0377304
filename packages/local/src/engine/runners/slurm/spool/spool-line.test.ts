import { expect, it } from 'vitest';
import { parseSpoolLine } from './spool-line.js';

it('is a call, or nothing', () => {
  expect(parseSpoolLine('{"n": 0, "method": "POST", "path": "/a?b", "type": "text/x", "body": "{}"}')).toEqual({
    method: 'POST',
    path: '/a?b',
    contentType: 'text/x',
    chosenId: undefined,
    body: '{}',
    file: undefined,
  });
  for (const line of ['', '{', '[]', '{"method": "POST"}', '{"method": "POST", "path": "a"}']) {
    expect(parseSpoolLine(line)).toBeUndefined();
  }
});

it('names no file but one beside the spool', () => {
  const named = (file: string): unknown => parseSpoolLine(JSON.stringify({ method: 'PUT', path: '/a', file }));
  expect(named('0123456789abcdef0123456789abcdef')).toBeDefined();
  expect(named('../../../etc/passwd')).toBeUndefined();
});
