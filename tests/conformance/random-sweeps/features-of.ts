import type { DescribedSweep } from './arbitrary-sweep.js';
import type { Feature } from './features.js';

/** How many runs a page of the service under test holds. */
export const runsPerPage = 4;

/** The features that a sweep has. */
export function featuresOf(sweep: DescribedSweep): ReadonlySet<Feature> {
  const { children, table } = sweep;
  const seen = new Set<Feature>();
  const see = (feature: Feature, has: boolean): void => {
    if (has) seen.add(feature);
  };
  const primary = children.flatMap(({ metrics }) => metrics.filter(({ name }) => name === sweep.metric));
  const logged = primary.flatMap((metric) => metric.values);
  const others = children.flatMap(({ metrics }) => metrics.filter(({ name }) => name !== sweep.metric));
  const trials = children.filter(({ suffix }) => suffix !== 'preparation');
  see('prefixed tags', sweep.prefix === 'prefixed');
  see('bare tags', sweep.prefix === 'bare');
  see('both prefixes at once', sweep.prefix === 'both');
  see(
    'an empty tag of a child',
    children.some((child) => child.hyperparameters === 'empty'),
  );
  see('no tags of children', trials.length > 0 && trials.every((child) => child.hyperparameters === 'none'));
  see('the preparation child', trials.length < children.length);
  see(
    'hidden children',
    children.some(({ hidden }) => hidden),
  );
  see('a running sweep', sweep.status === 'Running');
  see(
    'failed and canceled children',
    ['Failed', 'Canceled'].every((status) => children.some((child) => child.status === status)),
  );
  see(
    'children without metrics',
    trials.some(({ metrics }) => metrics.length === 0),
  );
  see(
    'metrics logged once',
    primary.some(({ values }) => values.length === 1),
  );
  see(
    'metrics logged many times',
    primary.some(({ values }) => values.length > 1),
  );
  see(
    'integers',
    primary.some(({ type }) => type === 'int'),
  );
  see('ties', new Set(primary.map(({ values }) => String(values[0]))).size < primary.length);
  see(
    'zeros and negative zeros',
    [0, -0].every((zero) => logged.some((value) => Object.is(value, zero))),
  );
  see('names with blanks, colons, quotes and other letters', !/^\w+$/.test(sweep.metric));
  see(
    'table metrics',
    others.some(({ isTable }) => isTable),
  );
  see(
    'numeric strings in double columns',
    logged.some((value) => typeof value === 'string'),
  );
  see(
    'infinities',
    logged.some((value) => value === Number.POSITIVE_INFINITY || value === Number.NEGATIVE_INFINITY),
  );
  see(
    'NaN',
    logged.some((value) => Number.isNaN(value)),
  );
  see(
    'string and boolean metrics',
    others.some(({ type }) => type === 'string' || type === 'bool'),
  );
  see('a recorded table of no row', table?.length === 0);
  see('a recorded table of one row', table?.length === 1);
  see('a recorded table of many rows', (table?.length ?? 0) > 1);
  see('a table that is not final', table?.at(-1)?.final === false);
  see('a recorded table with its columns in another order', (table?.length ?? 0) > 0 && sweep.columnShift > 0);
  see('a resumed sweep', sweep.resumed !== undefined);
  see('a broken prefixed tag', sweep.hasBrokenTag);
  see('more children than a page holds', children.length > runsPerPage);
  return seen;
}
