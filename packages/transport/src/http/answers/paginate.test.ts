import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { collect } from '../../__fixtures__/open-test-backend.js';
import { type ListPage, mostIdlePages, paginate } from './paginate.js';

const listing = { what: 'letters', runId: 'HD_1', keysOf: ({ value }: ListPage<string>) => value };

/** A service that sends these pages one after the other, each under a token of its own. */
function inTurn(pages: readonly (readonly string[])[]): () => Promise<ListPage<string>> {
  let at = 0;
  return async () => {
    const value = pages[at] ?? [];
    at += 1;
    return { value, continuationToken: at < pages.length ? `page ${at}` : undefined };
  };
}

describe('paginate', () => {
  it('reads every page of a list that ends, with empty and repeated pages in between', async () => {
    const page = fc.array(fc.constantFrom('a', 'b', 'c'), { maxLength: 3 });
    await fc.assert(
      fc.asyncProperty(fc.array(page, { minLength: 1, maxLength: 40 }), async (pages) => {
        const read = await collect(paginate(inTurn(pages), listing));
        expect(read.map(({ value }) => value)).toEqual(pages);
      }),
    );
  });

  it('reads on over as many idle pages as are allowed, as often as they come', async () => {
    const idle = Array.from({ length: mostIdlePages - 1 }, (): string[] => []);
    const pages = [['a'], ...idle, ['b'], ...idle, ['c']];
    expect(await collect(paginate(inTurn(pages), listing))).toHaveLength(pages.length);
  });

  it.each([
    ['is empty', () => []],
    ['repeats what was read', () => ['a', 'b']],
    ['repeats it in turn', (page: number) => [page % 2 === 0 ? 'a' : 'b']],
  ])('ends with an error where page after page %s under a new token', async (_, valueOf) => {
    let asked = 0;
    const endless = async (): Promise<ListPage<string>> => {
      asked += 1;
      return { value: valueOf(asked), continuationToken: String(asked) };
    };
    await expect(collect(paginate(endless, listing))).rejects.toMatchObject({
      code: 'unexpected-answer',
      runId: 'HD_1',
      message: expect.stringMatching(/^The list of letters would never end: the last 500 pages brought nothing new\./),
    });
    expect(asked).toBeLessThanOrEqual(mostIdlePages + 2);
  });

  it('ends with an error at once where a token or a link leads back', async () => {
    for (const cursor of [{ continuationToken: 'x' }, { nextLink: '/x' }]) {
      let asked = 0;
      const circle = async (): Promise<ListPage<string>> => ({ value: [String((asked += 1))], ...cursor });
      await expect(collect(paginate(circle, listing))).rejects.toThrow('led back to a page that was read before');
      expect(asked).toBe(2);
    }
  });
});
