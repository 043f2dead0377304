import {
  type ChartData,
  type ChartKind,
  type ChartOptions,
  type ChartScene,
  drawChart,
  measuredImportance,
} from '@hyperdrive-run/charts';

/** Lays out charts of a sweep that is looked at again and again. */
export type ChartDrawer = (kind: ChartKind, data: ChartData, options: ChartOptions) => ChartScene;

type Report = ReturnType<typeof measuredImportance>;

/** Makes a drawer that grows no forest again before anything was logged. */
export function createChartDrawer(): ChartDrawer {
  let known: { readonly key: string; readonly report: Report } | undefined;

  function reportOf(data: ChartData): Report {
    const key = keyOf(data);
    if (known?.key !== key) known = { key, report: measuredImportance(data) };
    return known.report;
  }

  return (kind, data, options) => {
    if (kind === 'importance') return drawChart(kind, data, { ...options, report: reportOf(data) });
    if (kind !== 'contour' || (options.x !== undefined && options.y !== undefined))
      return drawChart(kind, data, options);
    const others = reportOf(data).importances.flatMap(({ name }) =>
      name === options.x || name === options.y ? [] : [name],
    );
    const x = options.x ?? others.shift();
    return drawChart(kind, data, { ...options, x, y: options.y ?? others.shift() });
  };
}

/** What the importance follows from, as far as it changes while a sweep runs. */
function keyOf({ trials, metric, goal, scope }: ChartData): string {
  const logged = trials.map(({ runId, metrics }) => {
    const series = metrics?.get(metric);
    return `${runId} ${series?.kind === 'scalar' ? series.points.length : 0}`;
  });
  return [metric, goal, scope, ...logged].join('\n');
}
