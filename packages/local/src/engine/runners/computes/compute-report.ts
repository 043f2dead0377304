import { isJsonArray, isJsonObject, type JsonObject, type JsonValue } from '@hyperdrive-run/core/json';

/** How much there is of something, and how much of it nobody uses now. */
export interface Capacity {
  readonly free: number;
  readonly total: number;
}

/** What a look at a compute found. */
export interface ComputeReport {
  /** The engine and its version: `Ray 2.60.0`. */
  readonly engine: string;
  readonly cpus?: Capacity | undefined;
  readonly gpus?: Capacity | undefined;
  readonly memoryBytes?: Capacity | undefined;
  /** Whether a trial on one of its nodes reaches this service; `undefined` where that was not tried. */
  readonly nodeReachesService?: boolean | undefined;
  /** What keeps trials from running there, a sentence each; none where nothing does. */
  readonly problems: readonly string[];
}

const capacities = ['cpus', 'gpus', 'memoryBytes'] as const;

/** A report as the service writes it. */
export function reportToJson(report: ComputeReport): JsonObject {
  const json = new Map<string, JsonValue>([['engine', report.engine]]);
  for (const name of capacities) {
    const capacity = report[name];
    if (capacity !== undefined) json.set(name, new Map(Object.entries({ ...capacity })));
  }
  if (report.nodeReachesService !== undefined) json.set('nodeReachesService', report.nodeReachesService);
  return json.set('problems', report.problems);
}

/** Reads what {@link reportToJson} wrote; what an older or newer service writes otherwise is left out. */
export function reportFromJson(json: JsonObject): ComputeReport {
  const engine = json.get('engine');
  const reaches = json.get('nodeReachesService');
  const problems = json.get('problems');
  return {
    engine: typeof engine === 'string' ? engine : '',
    cpus: capacityOf(json.get('cpus')),
    gpus: capacityOf(json.get('gpus')),
    memoryBytes: capacityOf(json.get('memoryBytes')),
    nodeReachesService: typeof reaches === 'boolean' ? reaches : undefined,
    problems: isJsonArray(problems) ? problems.filter((problem) => typeof problem === 'string') : [],
  };
}

function capacityOf(value: JsonValue | undefined): Capacity | undefined {
  if (!isJsonObject(value)) return undefined;
  const free = value.get('free');
  const total = value.get('total');
  return typeof free === 'number' && typeof total === 'number' ? { free, total } : undefined;
}
