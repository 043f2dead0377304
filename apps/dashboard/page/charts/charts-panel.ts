import type { ChartData } from '@hyperdrive-run/charts';
import { element } from '../dom.js';
import { adoptChartStyle } from './adopt-chart-style.js';
import { createChartControls } from './chart-controls.js';
import { createChartDrawer } from './chart-drawer.js';
import { createChartFigure } from './chart-figure.js';
import { chartNames } from './chart-names.js';
import { createTabs } from './tabs.js';

/** What the panel shows: the trials, the metric with goal and scope, and which trials are chosen. */
export interface ChartsInput extends ChartData {
  /** The ids of the trials that are emphasized and whose curves are compared. */
  readonly chosen: readonly string[];
}

/** What the panel calls when somebody acts on a chart. */
export interface ChartsPanelOptions {
  /** Called with all trials that are chosen now, after one was added or taken away. The panel shows them with the next update. */
  readonly onChoose: (ids: readonly string[]) => void;
  /** Called with the trials inside the ranges that were brushed, and with `undefined` once there is no range. */
  readonly onFilter: (ids: readonly string[] | undefined) => void;
}

/** The charts of a sweep. */
export interface ChartsPanel {
  readonly element: HTMLElement;
  update(input: ChartsInput): void;
}

/** The least change of the width that the charts are laid out anew for. */
const widthStep = 8;

/**
 * Makes the panel. Nothing is drawn before the first update, and while it is not in the page. Trials outside of brushed ranges
 * stay in the chart that is brushed and leave the others, so an update is given them all.
 */
export function createChartsPanel({ onChoose, onFilter }: ChartsPanelOptions): ChartsPanel {
  adoptChartStyle();
  let input: ChartsInput | undefined;
  let width = 0;
  let inside: readonly string[] | undefined;
  const drawer = createChartDrawer();
  const figure = createChartFigure({
    onChoose(runId) {
      const chosen = input?.chosen ?? [];
      onChoose(chosen.includes(runId) ? chosen.filter((id) => id !== runId) : [...chosen, runId]);
    },
    onFilter(ids) {
      inside = ids;
      draw();
      onFilter(ids);
    },
  });
  const controls = createChartControls(() => draw());
  const content = element('div', {}, controls.element, figure.element);
  const tabs = createTabs({ names: chartNames, first: 'best', panel: content }, () => draw());
  const panel = element('div', { class: 'charts' }, tabs.list, content);

  function draw(): void {
    if (input === undefined || width === 0) return;
    const kind = tabs.chosen();
    controls.offer(kind, input);
    const options = { ...controls.options(kind), width, height: width < 500 ? 280 : 360 };
    const data = kind === 'parallel' ? input : narrow(input, inside);
    figure.show(drawer(kind, data, { ...options, inside }));
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
      draw();
    },
  };
}

function narrow(input: ChartsInput, inside: readonly string[] | undefined): ChartsInput {
  if (inside === undefined) return input;
  const ids = new Set(inside);
  return { ...input, trials: input.trials.filter(({ runId }) => ids.has(runId)) };
}
