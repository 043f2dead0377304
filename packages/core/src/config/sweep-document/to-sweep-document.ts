import { systemTagPrefix, trialIndex } from '../../hyperparameters/child-hyperparameters.js';
import type { JsonObject, JsonValue } from '../../json/json-value.js';
import type { RunRecord } from '../../runs/run.js';
import type { HyperDriveConfig } from '../model/hyperdrive-config.js';
import type { ParameterSpace } from '../model/parameter-space.js';
import type { AddNote, SweepDocumentNote } from './document-notes.js';
import { toEarlyTermination } from './early-termination-section.js';
import { toSampling, toSearchSpace } from './search-space-section.js';
import { toSpaceNames } from './space-names.js';
import { toTrialSections } from './trial-section.js';

/** A sweep as a file of Azure ML describes one, with what such a file cannot say. */
export interface SweepDocument {
  /** In the order in which people write it. */
  readonly document: JsonObject;
  /** By hyperparameter, how a value of its choice is written, by the value's JSON: `2` as `2.0`. */
  readonly valueTexts: ReadonlyMap<string, ReadonlyMap<string, string>>;
  /** What the document lacks or says otherwise. Empty where submitting it repeats the sweep. */
  readonly notes: readonly SweepDocumentNote[];
}

/** The format of the document, which editors look up. */
const schema = 'https://azuremlschemas.azureedge.net/latest/sweepJob.schema.json';

/** Azure ML's tool makes a minute of what is shorter. */
const shortestTimeoutSeconds = 60;

/**
 * Describes a sweep as Azure ML's YAML for sweep jobs does, so that one that was submitted in whatever way can be submitted
 * again from a file. Pure: the text is written elsewhere.
 * @param run the sweep's run, for its experiment, name, description and tags
 */
export function toSweepDocument(config: HyperDriveConfig, run?: RunRecord): SweepDocument {
  const notes: SweepDocumentNote[] = [];
  const note: AddNote = (path, message) => notes.push({ path, message });
  const sampling = config.hyperparameterSampling;
  const space: ParameterSpace = sampling.kind === 'unknown' ? new Map() : sampling.parameterSpace;
  const names = toSpaceNames(space.keys(), note);
  const { trial, inputs, outputs, compute, trialTimeout, placement, saidLimits } = toTrialSections(config, names, note);
  const sections: readonly (readonly [string, JsonValue | undefined])[] = [
    ['$schema', schema],
    ['type', 'sweep'],
    ['experiment_name', run?.experimentName],
    ['display_name', run?.displayName],
    ['description', run?.description === '' ? undefined : run?.description],
    ['tags', unlessEmpty(run === undefined ? new Map() : ownTags(run))],
    ['trial', trial],
    ['inputs', unlessEmpty(inputs)],
    ['outputs', unlessEmpty(outputs)],
    ['compute', compute === undefined || compute === 'local' ? undefined : `azureml:${compute}`],
    ...placement,
    ['sampling_algorithm', toSampling(sampling, note)],
    ['search_space', toSearchSpace(space, names, note)],
    [
      'objective',
      new Map([
        ['primary_metric', config.primaryMetricName],
        ['goal', config.primaryMetricGoal],
      ]),
    ],
    ['early_termination', toEarlyTermination(config.policy, note)],
    ['limits', toLimits(config, trialTimeout, saidLimits)],
  ];
  noteFurther(config, { compute, trialTimeout }, note);
  const texts = [...(config.runConfig?.valueTexts ?? [])];
  return {
    document: new Map(sections.flatMap(([key, value]) => (value === undefined ? [] : [[key, value] as const]))),
    valueTexts: new Map(texts.map(([name, byJson]) => [names.get(name) ?? name, byJson])),
    notes,
  };
}

function toLimits(config: HyperDriveConfig, trialTimeout: number | undefined, said: readonly string[]): JsonObject {
  const limits = new Map<string, JsonValue>([
    ['max_total_trials', config.maxTotalRuns],
    ['max_concurrent_trials', config.maxConcurrentRuns],
    ['timeout', config.maxDurationSeconds],
  ]);
  if (trialTimeout !== undefined) limits.set('trial_timeout', trialTimeout);
  return said.length === 0 ? limits : new Map([...limits].filter(([name]) => said.includes(name)));
}

function noteFurther(
  config: HyperDriveConfig,
  { compute, trialTimeout }: { readonly compute: string | undefined; readonly trialTimeout: number | undefined },
  note: AddNote,
): void {
  if (compute === undefined || compute === 'local')
    note('compute', 'is missing: Azure ML needs one, the local service none');
  if (!config.hasLimits) note('limits', 'are the defaults: the sweep does not say its own');
  const times = { timeout: config.maxDurationSeconds, trial_timeout: trialTimeout };
  for (const [key, seconds] of Object.entries(times)) {
    const isExact = seconds === undefined || (Number.isInteger(seconds) && seconds >= shortestTimeoutSeconds);
    if (!isExact) note(`limits.${key}`, `is ${seconds} seconds, of which Azure ML takes whole ones, and at least 60`);
  }
  const earlier = config.resumeFrom.length + config.resumeChildRuns.length;
  if (earlier > 0)
    note('resume_from', "is missing: the sweep builds on earlier runs, which Azure ML's files cannot say");
}

/** The tags that somebody gave the sweep: neither the service's, nor a tool's, nor those of its children. */
function ownTags({ runId, tags }: RunRecord): ReadonlyMap<string, string> {
  const isSystem = (name: string): boolean =>
    name.startsWith(systemTagPrefix) ||
    tags.has(systemTagPrefix + name) ||
    /^(?:mlflow|azureml|hyperdrive)\./.test(name) ||
    serviceTags.has(name) ||
    trialIndex(runId, name.replace(/_cancelled$/, '')) !== undefined;
  return new Map([...tags].filter(([name]) => !isSystem(name)));
}

/** Tags that older services write without their prefix. */
const serviceTags: ReadonlySet<string> = new Set([
  'generator_config',
  'primary_metric_config',
  'policy_config',
  'platform_config',
  'max_total_jobs',
  'max_concurrent_jobs',
  'max_duration_minutes',
  'resume_child_runs',
  'all_jobs_generated',
  'cancellation_requested',
  'samples_generated_count',
  'final_best_metric_update_retry_count',
]);

function unlessEmpty(section: JsonObject): JsonObject | undefined {
  return section.size === 0 ? undefined : section;
}
