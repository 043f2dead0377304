import type { ImportanceReport } from '@hyperdrive-run/core/importance';
import { categoryAxis } from '../axes/category-axis.js';
import { numericAxis } from '../axes/numeric-axis.js';
import type { ChartData } from '../data/chart-data.js';
import { judgeTrials } from '../data/judged-trials.js';
import { measuredImportance } from '../data/measured-importance.js';
import { layoutFrame } from '../scene/chart-frame.js';
import type { ChartRect, ChartScene, ChartSize } from '../scene/chart-scene.js';
import { emptyScene } from '../scene/empty-scene.js';
import { countText } from '../text/count-text.js';

/** How importances are drawn. The height follows from the number of hyperparameters. */
export interface ImportanceChartOptions extends Pick<ChartSize, 'width'> {
  /** What was computed before; `hyperparameterImportance` is asked where it is left out. */
  readonly report?: ImportanceReport | undefined;
}

const barHeight = 26;

/** How much each hyperparameter matters for the metric: bars, with how far the trees of the forest differ. */
export function importanceChart(data: ChartData, { width = 640, report }: ImportanceChartOptions = {}): ChartScene {
  const { importances, verdict, trials, explained, leftOut } = report ?? measuredImportance(data);
  const title = `Importance for ${data.metric}`;
  const columns = ['hyperparameter', 'share', 'uncertainty', 'in all trees'];
  const all = judgeTrials(data).judged.filter(({ trial }) => trial.hyperparameters !== undefined).length;
  const notes = [
    ...(leftOut.length === 0 ? [] : [`Not compared, as only some trials have them: ${leftOut.join(', ')}.`]),
    ...(trials < all ? [`Computed from an even choice of ${trials} of the ${all} trials.`] : []),
  ];
  if (importances.length === 0) {
    const reason = 'There is no hyperparameter to compare.';
    return emptyScene({ kind: 'importance', width, title, reason, notes, columns });
  }
  const height = importances.length * barHeight + 50;
  const ends = importances.map(({ share, uncertainty }) => Math.min(1, share + uncertainty));
  const x = numericAxis({
    label: 'part of the variance that it explains alone',
    values: ends,
    fromZero: true,
    ticks: width / 120,
    format: (share) => `${Math.round(share * 100)} %`,
  });
  // From the top to the bottom.
  const y = categoryAxis('', importances.map(({ name }) => name).toReversed());
  const frame = layoutFrame({ x, y, box: { x: 0, y: 0, width, height } });
  const bars = importances.map(({ name, share, uncertainty }, index) => {
    const up = y.place(name) ?? 0;
    const [left, middle] = frame.at(0, up);
    const [right] = frame.at(x.place(share) ?? 0, up);
    const [least] = frame.at(x.place(Math.max(0, share - uncertainty)) ?? 0, up);
    const [most] = frame.at(x.place(ends[index]) ?? 0, up);
    const rect: ChartRect = { x: left, y: middle - barHeight / 3, width: right - left, height: (barHeight * 2) / 3 };
    return { name, share, uncertainty, middle, right, least, most, rect };
  });
  return {
    kind: 'importance',
    width,
    height,
    title,
    description: `${verdictText({ verdict, trials, explained }, data.metric)} The most important is ${importances[0]?.name ?? ''}.`,
    notes,
    marks: [
      ...frame.marks,
      { kind: 'rects', look: 'bar', rects: bars.map(({ rect }) => rect) },
      {
        kind: 'lines',
        look: 'whisker',
        lines: bars.flatMap(({ least, most, middle }) => [
          [
            [least, middle],
            [most, middle],
          ],
          [
            [least, middle - 4],
            [least, middle + 4],
          ],
          [
            [most, middle - 4],
            [most, middle + 4],
          ],
        ]),
      },
    ],
    plots: [frame.plot],
    targets: bars.map(({ name, share, uncertainty, right, middle }) => ({
      at: [right, middle],
      lines: [name, `${percent(share)}, give or take ${percent(uncertainty)}`],
    })),
    table: {
      columns,
      rows: importances.map(({ name, share, uncertainty, impurity }) => [name, share, uncertainty, impurity]),
    },
  };
}

function percent(share: number): string {
  return `${Math.round(share * 100)} %`;
}

function verdictText(
  { verdict, trials, explained }: Pick<ImportanceReport, 'verdict' | 'trials' | 'explained'>,
  metric: string,
): string {
  const counted = countText(trials, 'trial', 'trials');
  switch (verdict) {
    case 'too-few-trials':
      return `There are too few trials to tell: ${counted} with ${metric}. Take these shares for no more than a hint.`;
    case 'unexplained':
      return `The hyperparameters of ${counted} hardly explain ${metric}: these shares may be those of noise.`;
    case 'clear':
      return `From ${counted}; a forest of trees explains ${percent(explained ?? 0)} of what it has not seen.`;
  }
}
