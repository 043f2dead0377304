import { type WireValue, writeWireJson } from '@hyperdrive-run/transport/wire';
import { wholeResponse } from './whole-response.js';

/** A response of JSON that loses no digit. Clients take only 200 for success unless their call says otherwise. */
export function wireResponse(body: WireValue, status = 200): Response {
  return wholeResponse(writeWireJson(body), {
    status,
    headers: { 'content-type': 'application/json; charset=utf-8' },
  });
}
