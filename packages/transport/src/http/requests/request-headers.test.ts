import { afterEach, describe, expect, it, vi } from 'vitest';
import { isBrowser, randomId } from './request-headers.js';

it('knows pages and workers of browsers, and what only looks like one', () => {
  expect(isBrowser({ document: {} })).toBe(true);
  expect(isBrowser({ WorkerGlobalScope: {} })).toBe(true);
  expect(isBrowser({ WorkerGlobalScope: {}, Deno: {} })).toBe(false);
  expect(isBrowser()).toBe(false);
});

describe.each([
  ['in any place', globalThis.crypto],
  ['on a page without https', { getRandomValues: crypto.getRandomValues.bind(crypto) }],
])('%s', (_, platform) => {
  afterEach(() => {
    vi.unstubAllGlobals();
  });

  it('gives each request an id of its own in the form of a UUID', () => {
    vi.stubGlobal('crypto', platform);
    const ids = Array.from({ length: 100 }, randomId);
    expect(new Set(ids).size).toBe(100);
    for (const id of ids) expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  });
});
