import { isJsonObject, type JsonObject, type JsonValue } from '../../json/json-value.js';

/**
 * What only jobs of Azure ML say, in the words of sweep files: how trials spread over machines, as whom they run, how inputs are
 * mounted. A config has no field for it: that of a job has it in its run definition, under `Job`.
 */
export interface JobSections {
  /** Further keys of `trial`. */
  readonly trial: JsonObject;
  /** By input, its keys beside `type` and `path`. */
  readonly inputs: JsonObject;
  /** By output, its keys beside `type`. */
  readonly outputs: JsonObject;
  /** Further keys of the document. */
  readonly root: JsonObject;
  /** The limits that the job says: a config fills in the others, which are the service's to choose. */
  readonly limits: JsonObject;
}

const rootKeys: readonly string[] = ['resources', 'identity', 'queue_settings'];

/** Reads what a job left in a `platform_config`. All of it is empty where the sweep was no job. */
export function readJobSections(platformConfig: JsonObject | undefined): JobSections {
  const job = objectAt(objectAt(objectAt(platformConfig, 'Definition'), 'Overrides'), 'Job');
  return {
    trial: objectAt(job, 'trial'),
    inputs: objectAt(job, 'inputs'),
    outputs: objectAt(job, 'outputs'),
    limits: objectAt(job, 'limits'),
    root: new Map(
      rootKeys.flatMap((key): [string, JsonValue][] => {
        const value = objectAt(job, key);
        return value.size === 0 ? [] : [[key, value]];
      }),
    ),
  };
}

/** The object under a key; an empty one where there is none. */
export function objectAt(object: JsonObject | undefined, key: string): JsonObject {
  const value = object?.get(key);
  return isJsonObject(value) ? value : new Map();
}
