import { fromMlflowName, toMlflowName } from '@hyperdrive-run/transport/wire';
import { RequestRefusal } from '../http/request-refusal.js';

/** The prefix of the names of the properties that contain a run's MLflow params: neither can be changed once it is set. */
export const paramPrefix = 'mlflow.param.';

/** Letters, digits, `_`, `-`, `.`, `/`, `:` and blanks: what MLflow takes. */
const plainName = /^[\p{L}\p{N}_\-. :/]+$/u;

/** The key itself, where MLflow takes it. @throws RequestRefusal with 400 where it does not */
export function checkKey(key: string): string {
  if (plainName.test(key)) return key;
  throw new RequestRefusal(
    400,
    `Invalid name ${JSON.stringify(key)}. Names may only contain alphanumerics, underscores (_), dashes (-), periods (.), spaces ( ), colons (:) and slashes (/).`,
  );
}

/** The name of a metric, param or tag in a filter, which is about many runs: one that looks escaped is taken for it. */
export function nameInFilter(key: string): string {
  const name = fromMlflowName(key);
  return toMlflowName(name) === key ? name : key;
}
