import type { BrushedRange } from '../../state/brushed-range.js';
import { createChartsPanel } from '../charts-panel.js';
import { panelData } from './panel-data.js';

// A page with the panel alone: what it calls is written into the page.

const said = document.querySelector('#said');
let chosen: readonly string[] = [];
let brushed: readonly BrushedRange[] = [];

function update(): void {
  panel.update({ ...panelData, metric: 'accuracy', goal: 'maximize', scope: 'best', chosen, brushed });
}

const panel = createChartsPanel({
  onChoose(ids) {
    chosen = ids;
    if (said !== null) said.textContent = `chosen ${ids.join(' ')}`;
    update();
  },
  onBrush(ranges) {
    brushed = ranges;
    update();
    const ids = panel.inside();
    if (said !== null) said.textContent = ids === undefined ? 'no filter' : `filter ${ids.length}`;
  },
});
document.querySelector('#app')?.append(panel.element);
update();
