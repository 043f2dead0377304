import type { ChartData, ChartOptions } from '@hyperdrive-run/charts';
import { element } from '../dom.js';
import type { BrushedRange } from '../state/brushed-range.js';
import { adoptChartStyle } from './adopt-chart-style.js';
import { trialsInside } from './brush/trials-inside.js';
import { createChartControls } from './chart-controls.js';
import { createChartDrawer } from './chart-drawer.js';
import { createChartFigure } from './chart-figure.js';
import { chartNames } from './chart-names.js';
import { createTabs } from './tabs.js';

/** What the panel shows: the trials, the metric with goal and scope, which trials are chosen and what is brushed. */
export interface ChartsInput extends ChartData {
  /** The ids of the trials that are emphasized and whose curves are compared. */
  readonly chosen: readonly string[];
  /** The ranges of the axes of parallel coordinates, outside of which trials leave the other charts. */
  readonly brushed: readonly BrushedRange[];
}

/** What the panel calls when somebody acts on a chart. */
export interface ChartsPanelOptions {
  /** Called with all trials that are chosen now, after one was added or taken away. The panel shows them with the next update. */
  readonly onChoose: (ids: readonly string[]) => void;
  /** Called with all ranges that are brushed now, after one was made, changed or taken away. The panel shows them with the next update. */
  readonly onBrush: (ranges: readonly BrushedRange[]) => void;
  /** Whether parallel coordinates are shown first, rather than the best so far. */
  readonly isParallelFirst?: boolean | undefined;
}

/** The charts of a sweep. */
export interface ChartsPanel {
  readonly element: HTMLElement;
  update(input: ChartsInput): void;
  /** The ids of the trials inside the brushed ranges; `undefined` where there are none. */
  inside(): readonly string[] | undefined;
}

/** The least change of the width that the charts are laid out anew for. */
const widthStep = 8;

/**
 * Makes the panel. Nothing is drawn before the first update, and while it is not in the page. Trials outside of brushed ranges
 * stay in the chart that is brushed and leave the others, so an update is given them all.
 */
export function createChartsPanel({ onChoose, onBrush, isParallelFirst = false }: ChartsPanelOptions): ChartsPanel {
  adoptChartStyle();
  let input: ChartsInput | undefined;
  let width = 0;
  let inside: readonly string[] | undefined;
  const drawer = createChartDrawer(() => draw());
  const figure = createChartFigure({
    onChoose(runId) {
      const chosen = input?.chosen ?? [];
      onChoose(chosen.includes(runId) ? chosen.filter((id) => id !== runId) : [...chosen, runId]);
    },
    onBrush,
  });
  const controls = createChartControls(() => draw());
  const content = element('div', {}, controls.element, figure.element);
  const tabs = createTabs({ names: chartNames, first: isParallelFirst ? 'parallel' : 'best', panel: content }, () =>
    draw(),
  );
  const panel = element('div', { class: 'charts' }, tabs.list, content);

  function draw(): void {
    if (input === undefined || width === 0) return;
    const kind = tabs.chosen();
    controls.offer(kind, input);
    const options = { ...controls.options(kind), ...sizeOf(width), inside };
    if (kind === 'parallel') figure.show(drawer(kind, input, options), input.brushed);
    else figure.show(drawer(kind, narrow(input, inside), options));
  }

  /** The trials inside follow from where parallel coordinates has them, whichever chart is shown. */
  function findInside({ brushed, ...data }: ChartsInput): readonly string[] | undefined {
    if (brushed.length === 0) return undefined;
    return trialsInside(drawer('parallel', data, sizeOf(width)).brushes ?? [], brushed);
  }

  new ResizeObserver(() => {
    const next = Math.floor(panel.clientWidth / widthStep) * widthStep;
    if (next === width) return;
    width = next;
    draw();
  }).observe(panel);

  return {
    element: panel,
    update(next) {
      input = next;
      inside = findInside(next);
      draw();
    },
    inside: () => inside,
  };
}

function sizeOf(width: number): Pick<ChartOptions, 'width' | 'height'> {
  return width === 0 ? {} : { width, height: width < 500 ? 280 : 360 };
}

function narrow(input: ChartsInput, inside: readonly string[] | undefined): ChartsInput {
  if (inside === undefined) return input;
  const ids = new Set(inside);
  return { ...input, trials: input.trials.filter(({ runId }) => ids.has(runId)) };
}
