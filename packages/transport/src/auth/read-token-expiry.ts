import { isJsonObject, type JsonValue, parseJson } from '@hyperdrive-run/core/json';

function decodePayload(token: string): JsonValue | undefined {
  const [, payload, signature] = token.split('.');
  if (payload === undefined || signature === undefined) return undefined;
  try {
    return parseJson(atob(payload.replaceAll('-', '+').replaceAll('_', '/')));
  } catch {
    return undefined;
  }
}

/** When a JWT expires, in milliseconds since 1970; `undefined` where the token is none or does not say. */
export function readTokenExpiry(token: string): number | undefined {
  const payload = decodePayload(token);
  const seconds = isJsonObject(payload) ? payload.get('exp') : undefined;
  return typeof seconds === 'number' && Number.isFinite(seconds) ? seconds * 1000 : undefined;
}
