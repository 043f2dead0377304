import { ownTags } from '../wire/constants.js';
import type { MlflowRunDto } from '../wire/run-dto.js';
import { fromMlflowName, isMlflowName, toMlflowName } from './mlflow-name.js';

/** The value of the tag that marks a run whose names are escaped. */
export const escapedNames = 'escaped';

/** How the names of one run are to be understood. */
export interface RunNames {
  /** The name that is meant by a key of the run. */
  readonly nameOf: (key: string) => string;
  /** The key of a metric or a parameter of this name. */
  readonly keyOf: (name: string) => string;
  /** The key of a tag of this name. */
  readonly tagKeyOf: (name: string) => string;
}

/** A run whose names we wrote: what MLflow does not take is escaped in all of them, and so is what looks escaped. */
export const ourNames: RunNames = {
  nameOf: ownTag(fromMlflowName),
  keyOf: toMlflowName,
  tagKeyOf: toMlflowName,
};

/** A run of others: its names are what they are. A tag that we add, and that MLflow does not take, has a prefix of ours. */
export const theirNames: RunNames = {
  nameOf: ownTag((key) => key),
  keyOf: (name) => name,
  tagKeyOf: (name) => {
    const prefix = ownTags.propertyPrefix;
    if (name.startsWith(prefix)) return prefix + toMlflowName(name.slice(prefix.length));
    return isMlflowName(name) ? name : ownTags.tagPrefix + toMlflowName(name);
  },
};

/** What follows a prefix of ours is a name that we wrote, whoever wrote the run. */
function ownTag(nameOf: (key: string) => string): (key: string) => string {
  return (key) => {
    if (key.startsWith(ownTags.tagPrefix)) return fromMlflowName(key.slice(ownTags.tagPrefix.length));
    const prefix = ownTags.propertyPrefix;
    return key.startsWith(prefix) ? prefix + fromMlflowName(key.slice(prefix.length)) : nameOf(key);
  };
}

/** The names of a run as it comes from a server. */
export function namesOf(dto: MlflowRunDto): RunNames {
  return hasOurNames((dto.data?.tags ?? []).map(({ key, value }) => [key, value])) ? ourNames : theirNames;
}

/**
 * Whether a run's tags mark its names as ours. Copies are marked; those of earlier versions, which had no mark for it, by the
 * tag that says what they are copies of. On other runs earlier versions wrote nothing but tags in this form, and these are
 * read as they are written.
 */
export function hasOurNames(tags: Iterable<readonly [string, string | undefined]>): boolean {
  for (const [key, value] of tags) {
    if (key === ownTags.copyOf || (key === ownTags.names && value === escapedNames)) return true;
  }
  return false;
}
