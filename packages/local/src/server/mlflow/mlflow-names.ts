import { fromMlflowName, toMlflowName } from '@hyperdrive-run/transport/wire';
import { RequestRefusal } from '../request-refusal.js';

/** Stands before the names of the properties that hold a run's MLflow params: neither can be changed once it is set. */
export const paramPrefix = 'mlflow.param.';

/** Letters, digits, `_`, `-`, `.`, `/`, `:` and blanks: what MLflow takes. */
const plainName = /^[\p{L}\p{N}_\-. :/]+$/u;

/** The name that a client means: names that MLflow cannot hold are written in a way that it can. */
export function meantName(key: string): string {
  const name = fromMlflowName(key);
  if (toMlflowName(name) === key) return name;
  if (plainName.test(key)) return key;
  throw new RequestRefusal(
    400,
    `Invalid name ${JSON.stringify(key)}. Names may only contain alphanumerics, underscores (_), dashes (-), periods (.), spaces ( ), colons (:) and slashes (/).`,
  );
}
