import { parsePlainJson } from '@hyperdrive-run/core/internal';
import { createExactJsonReader, type JsonValue } from '@hyperdrive-run/core/json';
import { errorMessage } from '../error-message.js';
import { readWire, readWireText, type WireReading, type WireSchema } from './wire-schema.js';

/** Text of so many characters is read at once: a page of some thousand runs. */
const mostAtOnce = 2 ** 20;

/** So many characters are given to `JSON.parse` first, which takes some 30 ms: a page of 25,000 points of MLflow. */
const mostAtItsPace = 2 ** 22;

/** How many values, keys and ends of lists a slice reads: some milliseconds. */
const stepsOfSlice = 50_000;

/** How text that is longer than a usual page is read. */
export interface ReadAnswerOptions {
  readonly signal?: AbortSignal | undefined;
  /** Lets others run. Default: a timer of no time, which any runtime has. */
  readonly pause?: (() => Promise<void>) | undefined;
}

/**
 * Reads the text of an answer. A long one is parsed in slices, between which everything else in the process goes on: an
 * abort is heard there, and after the rest. That costs about twice the time, which is why usual pages are parsed at once.
 * Rejects with the signal's reason, and with nothing else.
 */
export async function readAnswer<T>(
  schema: WireSchema<T>,
  text: string,
  { signal, pause = nextTurn }: ReadAnswerOptions = {},
): Promise<WireReading<T>> {
  if (text.length <= mostAtOnce) return readWireText(schema, text);
  let value: JsonValue;
  try {
    const plain = text.length <= mostAtItsPace ? parsePlainJson(text) : undefined;
    value = plain === undefined ? await parseInSlices(text, pause, signal) : plain;
    signal?.throwIfAborted();
  } catch (error) {
    signal?.throwIfAborted();
    return { success: false, message: errorMessage(error) };
  }
  const reading = readWire(schema, value);
  await pause();
  signal?.throwIfAborted();
  return reading;
}

async function parseInSlices(
  text: string,
  pause: () => Promise<void>,
  signal: AbortSignal | undefined,
): Promise<JsonValue> {
  const reader = createExactJsonReader(text);
  while (!reader.advance(stepsOfSlice)) {
    await pause();
    signal?.throwIfAborted();
  }
  return reader.value();
}

function nextTurn(): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, 0);
  });
}
