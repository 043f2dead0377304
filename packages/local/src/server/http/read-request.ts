import { createExactJsonReader, isJsonArray, type JsonValue, parseJson } from '@hyperdrive-run/core/json';
import { readWire, type WireSchema } from '@hyperdrive-run/transport/wire';
import { errorMessage } from '../../error-message.js';
import type { RequestContext, ServiceContext } from '../service-context.js';
import { type BodyKind, bodyLimits, mostOfCall } from './body-limits.js';
import { readBodyBytes } from './read-body-bytes.js';
import { RequestRefusal } from './request-refusal.js';
import { startPace } from './turns.js';

/** Characters that are parsed at once: some hundredths of a second at most, whatever they say. */
const parsedAtOnce = 192 * 1024;

/** Values, keys and ends of lists that are read before the clock is looked at. */
const stepsAtOnce = 5000;

/** The body as JSON, Python's bare NaN and Infinity included, whatever content type it says. */
export async function readJsonBody(
  service: ServiceContext,
  request: RequestContext,
  kind: BodyKind = 'call',
): Promise<JsonValue> {
  return parseInTurns(await readText(service, request, kind), 'The body');
}

/** The body as the schema reads it. An empty one counts as an empty object. */
export async function readBody<T>(
  service: ServiceContext,
  request: RequestContext,
  schema: WireSchema<T>,
  kind: BodyKind = 'call',
): Promise<T> {
  const text = await readText(service, request, kind);
  return readValue(text.trim() === '' ? new Map() : await parseInTurns(text, 'The body'), schema);
}

/** @throws RequestRefusal with 400, or 413 where the body is too long */
async function readText(service: ServiceContext, request: RequestContext, kind: BodyKind): Promise<string> {
  const bytes = await readBodyBytes(request.req.raw, Math.min(bodyLimits[kind], service.limits.bodyBytes));
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new RequestRefusal(400, 'The body is no text in UTF-8.');
  }
}

/**
 * Parses JSON; where it is long, in slices, between which other requests get their turn.
 * @param what is parsed, for messages
 * @throws RequestRefusal with 400
 */
export async function parseInTurns(text: string, what: string): Promise<JsonValue> {
  try {
    if (text.length <= parsedAtOnce) return parseJson(text);
    const reader = createExactJsonReader(text);
    const pace = startPace();
    while (!reader.advance(stepsAtOnce)) if (pace.isSpent()) await pace.rest();
    return reader.value();
  } catch (error) {
    const why = errorMessage(error);
    throw new RequestRefusal(400, `${what} is no JSON: ${why}`);
  }
}

/**
 * A part of a body as the schema reads it.
 * @param place where it is in the body, for messages
 */
export function readValue<T>(value: JsonValue, schema: WireSchema<T>, place = ''): T {
  const reading = readWire(schema, value);
  if (reading.success) return reading.data;
  const where = place === '' ? '' : `${place}: `;
  throw new RequestRefusal(400, `The body is not what this call takes: ${where}${reading.message}.`);
}

/** A list of texts, such as the names of tags. */
export function readTexts(value: JsonValue | undefined, what: string): readonly string[] {
  const list = isJsonArray(value) ? value : undefined;
  const texts = list?.filter((item) => typeof item === 'string');
  if (list === undefined || texts === undefined || texts.length < list.length) {
    throw new RequestRefusal(400, `The body must contain ${what} as a list of texts.`);
  }
  requireFew(list, what);
  return texts;
}

/** @throws RequestRefusal with 413 where a call is about more things than one may be */
export function requireFew(things: { readonly length: number } | { readonly size: number }, what: string): void {
  const count = 'size' in things ? things.size : things.length;
  if (count <= mostOfCall) return;
  throw new RequestRefusal(
    413,
    `A call may contain ${mostOfCall} ${what} at most, but this one has ${count}: send several.`,
  );
}

/** A time as clients write it, more than milliseconds included. */
export function readTime(text: string, what: string): Date {
  const time = new Date(text);
  if (Number.isNaN(time.getTime())) {
    const shown = JSON.stringify(text.slice(0, 100));
    throw new RequestRefusal(400, `${what} is ${shown}, but takes a time such as 2024-05-06T08:00:00Z.`);
  }
  return time;
}
