import { isJsonObject, type JsonValue } from '@hyperdrive-run/core/json';
import { type MetricRowDto, metricRowSchema } from '@hyperdrive-run/transport/wire';
import { readValue } from '../http/read-request.js';

/**
 * A logged row of a delivery, as `metricRowSchema` reads it, which costs more for a row than storing it does.
 * @param place where it is in the body, for messages
 * @throws RequestRefusal where it is no object
 */
export function readMetricRow(value: JsonValue, place: () => string): MetricRowDto {
  if (!isJsonObject(value)) return readValue(value, metricRowSchema, place());
  const metricId = value.get('metricId');
  const createdUtc = value.get('createdUtc');
  const step = value.get('step');
  const data = value.get('data');
  return {
    metricId: typeof metricId === 'string' ? metricId : undefined,
    createdUtc: typeof createdUtc === 'string' ? createdUtc : undefined,
    step: typeof step === 'number' && Number.isFinite(step) ? step : undefined,
    data: isJsonObject(data) ? data : undefined,
  };
}
