import { createHash } from 'node:crypto';
import { isJsonArray, isJsonObject, type JsonObject, type JsonValue, writeJson } from '@hyperdrive-run/core/json';
import type { WireRecord } from '@hyperdrive-run/transport/wire';
import type { IdentifiedRecord, LoggedModelStore } from '../../../storage/models/logged-model-store.js';
import type { RunKey } from '../../../storage/run-key.js';
import { RequestRefusal } from '../../http/request-refusal.js';
import { fewObjectsOf, textOf } from '../mlflow-request.js';

/** The tag of a data set that says what it was used for. */
const contextTag = 'mlflow.data.context';
const datasetFields = ['name', 'digest', 'source_type', 'source', 'schema', 'profile'] as const;

/** The kinds of what the store keeps as links of a run. */
const linkKinds = { dataset: 'dataset', modelInput: 'model-input', modelOutput: 'model-output' } as const;

/** Keeps what `log-inputs` says that a run took in: data sets, each once, and models. @throws RequestRefusal with 400 */
export function logInputs(models: LoggedModelStore, run: RunKey, body: JsonObject): void {
  const datasets = fewObjectsOf(body, 'datasets').map(toDatasetInput);
  const inputs = fewObjectsOf(body, 'models').map((model) => toModelLink(model, []));
  models.addLinks(run, linkKinds.dataset, datasets);
  models.addLinks(run, linkKinds.modelInput, inputs);
}

/** Keeps the models that a run put out. @throws RequestRefusal with 400 */
export function logOutputs(models: LoggedModelStore, run: RunKey, body: JsonObject): void {
  const outputs = fewObjectsOf(body, 'models').map((model) => toModelLink(model, [['step', model.get('step') ?? 0]]));
  models.addLinks(run, linkKinds.modelOutput, outputs);
}

/** A run's `inputs` and `outputs` as MLflow returns them. */
export function runInputsAndOutputs(
  models: LoggedModelStore,
  run: RunKey,
): { readonly inputs: WireRecord; readonly outputs: WireRecord } {
  const links = models.linksOf(run);
  return {
    inputs: {
      dataset_inputs: links.get(linkKinds.dataset) ?? [],
      model_inputs: links.get(linkKinds.modelInput) ?? [],
    },
    outputs: { model_outputs: links.get(linkKinds.modelOutput) ?? [] },
  };
}

/** The name, the digest and the context of each data set of a run, which filters look at. */
export function datasetFieldsOf(models: LoggedModelStore, run: RunKey): readonly ReadonlyMap<string, string>[] {
  return (models.linksOf(run).get(linkKinds.dataset) ?? []).map((input) => {
    const fields = new Map<string, string>();
    const dataset = input.get('dataset');
    for (const name of ['name', 'digest']) setText(fields, name, isJsonObject(dataset) ? dataset.get(name) : undefined);
    const tags = input.get('tags');
    for (const tag of isJsonArray(tags) ? tags : []) {
      if (isJsonObject(tag) && tag.get('key') === contextTag) setText(fields, 'context', tag.get('value'));
    }
    return fields;
  });
}

function setText(fields: Map<string, string>, name: string, value: JsonValue | undefined): void {
  if (typeof value === 'string') fields.set(name, value);
}

/** As in MLflow, a data set is one by its name and digest. */
function toDatasetInput(input: JsonObject): IdentifiedRecord {
  const given = input.get('dataset');
  const dataset = isJsonObject(given) ? given : new Map<string, JsonValue>();
  const texts = new Map<string, JsonValue>();
  for (const name of datasetFields) {
    const text = textOf(dataset, name);
    if (text !== undefined) texts.set(name, text);
  }
  if (!texts.has('name') || !texts.has('digest')) {
    throw new RequestRefusal(400, "Invalid value for parameter 'datasets': each needs a dataset with name and digest.");
  }
  const tags = fewObjectsOf(input, 'tags').map(
    (tag) =>
      new Map<string, JsonValue>([
        ['key', textOf(tag, 'key') ?? ''],
        ['value', textOf(tag, 'value') ?? ''],
      ]),
  );
  const identity = createHash('sha256').update(writeJson([texts.get('name') ?? '', texts.get('digest') ?? '']));
  return {
    identity: identity.digest('hex'),
    record: new Map<string, JsonValue>([
      ['dataset', texts],
      ['tags', tags],
    ]),
  };
}

function toModelLink(model: JsonObject, more: readonly (readonly [string, JsonValue])[]): IdentifiedRecord {
  const id = textOf(model, 'model_id');
  if (id === undefined) throw new RequestRefusal(400, "Missing value for required parameter 'model_id'.");
  return { identity: writeJson([id, ...more.map(([, value]) => value)]), record: new Map([['model_id', id], ...more]) };
}
