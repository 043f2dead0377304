import { parseJson } from '@hyperdrive-run/core/json';
import { writeWireJson } from '@hyperdrive-run/transport/wire';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { listResponse } from './list-response.js';
import { wireResponse } from './wire-response.js';

const fields = fc.dictionary(fc.string(), fc.oneof(fc.string({ unit: 'binary' }), fc.integer(), fc.constant(null)));

describe('an answer around a list', () => {
  it('says what an answer that is written at once says', async () => {
    await fc.assert(
      fc.asyncProperty(fields, fields, fc.array(fields), async (before, after, items) => {
        const answer = await listResponse({ before, name: 'value', items, after: () => after });
        const whole = wireResponse({ ...before, value: items, ...after });
        // A name may stand before and after the list here: the last one counts, as in the object.
        expect(parseJson(await answer.text())).toEqual(parseJson(await whole.text()));
        expect(answer.headers.get('content-type')).toBe(whole.headers.get('content-type'));
      }),
    );
  });

  it('sends its length with it, also where it is sent in many chunks', async () => {
    const items = Array.from({ length: 5000 }, (_, n) => ({ step: n, note: 'ä'.repeat(50) }));
    const answer = await listResponse({ name: 'value', items });
    const text = await answer.text();
    expect(text).toBe(writeWireJson({ value: items }));
    expect(answer.headers.get('content-length')).toBe(String(Buffer.byteLength(text)));
  });

  it('lets others run while a long list is made', async () => {
    let made = 0;
    let madeAtRound = 0;
    const items = (function* () {
      for (; made < 200_000; made += 1) yield { step: made, data: { loss: made / 3 } };
    })();
    setImmediate(() => {
      madeAtRound = made;
    });
    await listResponse({ name: 'value', items });
    expect(made).toBe(200_000);
    expect(madeAtRound).toBeGreaterThan(0);
    expect(madeAtRound).toBeLessThan(200_000);
  });

  it('fails as a whole where an item cannot be made', async () => {
    const items = (function* () {
      yield 1;
      throw new Error('gone');
    })();
    await expect(listResponse({ name: 'value', items })).rejects.toThrow('gone');
  });
});
