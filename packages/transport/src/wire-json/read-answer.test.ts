import { describe, expect, it } from 'vitest';
import * as z from 'zod/mini';
import { readAnswer } from './read-answer.js';
import { jsonValue, wireList, wireObject } from './wire-schema.js';

const schema = wireObject({ value: wireList(jsonValue) });
/** 600,000 values: more than a usual page contains, and one that only the exact reader reads. */
const longPage = `{"value":[${'1,'.repeat(600_000)}NaN]}`;

describe('reading an answer', () => {
  it('reads a short one as it is, without a pause', async () => {
    let pauses = 0;
    const reading = await readAnswer(schema, '{"value": [1]}', {
      async pause() {
        pauses += 1;
      },
    });
    expect(reading).toEqual({ success: true, data: { value: [1] } });
    expect(pauses).toBe(0);
  });

  it('reads a long one in many slices, to the same value', async () => {
    let pauses = 0;
    const reading = await readAnswer(schema, longPage, {
      async pause() {
        pauses += 1;
      },
    });
    expect(reading.success && reading.data.value.length).toBe(600_001);
    expect(pauses).toBeGreaterThan(20);
  });

  it('reads a page of MLflow without slices where nothing of it can be lost, and one that is longer in slices', async () => {
    for (const [count, least, most] of [
      [600_000, 1, 1],
      [3_000_000, 20, Number.POSITIVE_INFINITY],
    ] as const) {
      let pauses = 0;
      const reading = await readAnswer(schema, `{"value":[${'1,'.repeat(count)}1]}`, {
        async pause() {
          pauses += 1;
        },
      });
      expect(reading.success && reading.data.value.length).toBe(count + 1);
      expect(pauses).toBeGreaterThanOrEqual(least);
      expect(pauses).toBeLessThanOrEqual(most);
    }
  });

  it('hears an abort before the next slice', async () => {
    const controller = new AbortController();
    const reason = new Error('enough');
    let pauses = 0;
    const reading = readAnswer(schema, longPage, {
      signal: controller.signal,
      async pause() {
        pauses += 1;
        if (pauses === 3) controller.abort(reason);
      },
    });
    await expect(reading).rejects.toBe(reason);
    expect(pauses).toBe(3);
  });

  it('hears an abort that arrives with the loop, as one of a timer does', async () => {
    const controller = new AbortController();
    const reading = readAnswer(schema, longPage, { signal: controller.signal });
    setTimeout(() => controller.abort(), 0);
    await expect(reading).rejects.toHaveProperty('name', 'AbortError');
  });

  it('says where a long one stops being JSON, or what it lacks', async () => {
    const broken = `${longPage}}`;
    const at = longPage.length;
    await expect(readAnswer(schema, broken)).resolves.toEqual({
      success: false,
      message: `JSON expects the end at position ${at}, but found "}".`,
    });
    await expect(readAnswer(wireObject({ runId: z.string() }), longPage)).resolves.toEqual({
      success: false,
      message: 'runId is missing or of the wrong kind',
    });
  });
});
