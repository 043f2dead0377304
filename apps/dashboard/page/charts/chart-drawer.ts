import {
  type ChartData,
  type ChartKind,
  type ChartOptions,
  type ChartScene,
  drawChart,
  emptyScene,
} from '@hyperdrive-run/charts';
import { createImportanceReports, type ImportanceState } from './importance/importance-reports.js';

/** Lays out charts of a sweep that is looked at again and again. */
export type ChartDrawer = (kind: ChartKind, data: ChartData, options: ChartOptions) => ChartScene;

/** Makes a drawer; `onNews` is called when a chart that said it was being computed can be drawn. */
export function createChartDrawer(onNews: () => void): ChartDrawer {
  const importances = createImportanceReports(onNews);
  return (kind, data, options) => {
    const needsImportance =
      kind === 'importance' || (kind === 'contour' && (options.x === undefined || options.y === undefined));
    if (!needsImportance) return drawChart(kind, data, options);
    const state = importances.of(data);
    if (state.kind !== 'known') return waitingScene(kind, data, options, state);
    if (kind === 'importance') return drawChart(kind, data, { ...options, report: state.report });
    const others = state.report.importances.flatMap(({ name }) =>
      name === options.x || name === options.y ? [] : [name],
    );
    const x = options.x ?? others.shift();
    return drawChart(kind, data, { ...options, x, y: options.y ?? others.shift() });
  };
}

function waitingScene(
  kind: ChartKind,
  { metric }: ChartData,
  { width = 640 }: ChartOptions,
  state: Exclude<ImportanceState, { kind: 'known' }>,
): ChartScene {
  const reason =
    state.kind === 'computing'
      ? 'Computing how much each hyperparameter matters …'
      : `How much each hyperparameter matters could not be computed: ${state.why}`;
  const title = kind === 'contour' ? `${metric} over two hyperparameters` : `Importance for ${metric}`;
  return emptyScene({ kind, width, title, reason, notes: [], columns: [] });
}
