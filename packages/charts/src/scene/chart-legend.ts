import { fitText, textWidth } from '../text/fit-text.js';
import { textSize } from './chart-frame.js';
import type { ChartLook, ChartMark } from './chart-scene.js';

/** What a legend explains: a line or a colour. */
export interface LegendEntry {
  readonly look: ChartLook;
  readonly text: string;
  /** How it is shown. */
  readonly sample: 'line' | 'box';
}

/** A legend in as many rows as its width needs. */
export interface ChartLegend {
  readonly marks: readonly ChartMark[];
  readonly height: number;
}

const rowHeight = 18;
const sampleWidth = 22;

/** Lays out a legend at the top of a chart. */
export function layoutLegend(entries: readonly LegendEntry[], width: number): ChartLegend {
  const marks: ChartMark[] = [];
  let [x, y] = [8, 12];
  for (const { look, text, sample } of entries) {
    const fitted = fitText(text, Math.min(200, width - sampleWidth - 24), textSize);
    const needed = sampleWidth + 4 + textWidth(fitted, textSize) + 14;
    if (x + needed > width && x > 8) [x, y] = [8, y + rowHeight];
    if (sample === 'line')
      marks.push({
        kind: 'lines',
        look,
        lines: [
          [
            [x, y - 4],
            [x + sampleWidth, y - 4],
          ],
        ],
      });
    else marks.push({ kind: 'rects', look, rects: [{ x: x + 8, y: y - 9, width: 12, height: 10 }] });
    marks.push({ kind: 'text', look: 'text', at: [x + sampleWidth + 4, y], text: fitted, anchor: 'start' });
    x += needed;
  }
  return { marks, height: entries.length === 0 ? 0 : y + 8 };
}
