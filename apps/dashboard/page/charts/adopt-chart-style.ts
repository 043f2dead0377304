import { chartStyle } from '@hyperdrive-run/charts';
import { panelStyle } from './panel-style.js';

let adopted: CSSStyleSheet | undefined;

/** Gives the page the charts' rules, as a style sheet of the script: the page's policy allows no inline style. */
export function adoptChartStyle(): void {
  if (adopted !== undefined) return;
  adopted = new CSSStyleSheet();
  adopted.replaceSync(`${chartStyle()}\n${panelStyle}`);
  document.adoptedStyleSheets.push(adopted);
}
