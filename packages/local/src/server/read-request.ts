import { isJsonArray, type JsonValue, parseJson } from '@hyperdrive-run/core';
import { readWire, type WireSchema } from '@hyperdrive-run/transport/wire';
import { readBodyBytes } from './read-body-bytes.js';
import { RequestRefusal } from './request-refusal.js';
import type { RequestContext, ServiceContext } from './service-context.js';

/** The body as JSON, Python's bare NaN and Infinity included, whatever content type it says. */
export async function readJsonBody(service: ServiceContext, request: RequestContext): Promise<JsonValue> {
  return parse(await readText(service, request));
}

/** The body as the schema reads it. An empty one counts as an empty object. */
export async function readBody<T>(service: ServiceContext, request: RequestContext, schema: WireSchema<T>): Promise<T> {
  const text = await readText(service, request);
  return readValue(text.trim() === '' ? new Map() : parse(text), schema);
}

/** @throws RequestRefusal with 400, or 413 where the body is too long */
async function readText(service: ServiceContext, request: RequestContext): Promise<string> {
  const bytes = await readBodyBytes(request.req.raw, service.limits.bodyBytes);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new RequestRefusal(400, 'The body is no text in UTF-8.');
  }
}

function parse(text: string): JsonValue {
  try {
    return parseJson(text);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new RequestRefusal(400, `The body is no JSON: ${why}`);
  }
}

/** A part of a body as the schema reads it. */
export function readValue<T>(value: JsonValue, schema: WireSchema<T>): T {
  const reading = readWire(schema, value);
  if (!reading.success) throw new RequestRefusal(400, `The body is not what this call takes: ${reading.message}.`);
  return reading.data;
}

/** A list of texts, such as the names of tags. */
export function readTexts(value: JsonValue | undefined, what: string): readonly string[] {
  const texts = isJsonArray(value) ? value.filter((item) => typeof item === 'string') : undefined;
  if (texts === undefined || !isJsonArray(value) || texts.length < value.length) {
    throw new RequestRefusal(400, `The body must hold ${what} as a list of texts.`);
  }
  return texts;
}

/** A time as clients write it, more than milliseconds included. */
export function readTime(text: string, what: string): Date {
  const time = new Date(text);
  if (Number.isNaN(time.getTime())) {
    throw new RequestRefusal(400, `${what} is ${JSON.stringify(text)}, but takes a time such as 2024-05-06T08:00:00Z.`);
  }
  return time;
}
