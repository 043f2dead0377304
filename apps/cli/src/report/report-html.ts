import { createHash } from 'node:crypto';
import type { ChartData } from '@hyperdrive-run/charts';
import { type Html, html, trusted } from './html.js';
import { reportCharts } from './report-charts.js';
import { reportStyle } from './report-style.js';
import { reportSummary, type SummaryOfSweep } from './report-summary.js';
import { reportTrials, type TrialsOfSweep } from './report-trials.js';

/** What a report is made of. */
export interface ReportContent {
  readonly title: string;
  readonly summary: SummaryOfSweep;
  readonly data: ChartData;
  readonly trials: TrialsOfSweep;
  /** When it was made. */
  readonly now: Date;
}

/**
 * A sweep as one HTML document: nothing is loaded, nothing runs in it, and its policy allows no more than its own style
 * sheet, by its hash. Names that the sweep brings along are text in it.
 */
export function reportHtml({ title, summary, data, trials, now }: ReportContent): string {
  const style = reportStyle();
  const hash = createHash('sha256').update(style).digest('base64');
  const policy = `default-src 'none'; style-src 'sha256-${hash}'; base-uri 'none'; form-action 'none'`;
  const document: Html = html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<title>${title}</title>
<style>${trusted(style)}</style>
</head>
<body>
<main>
${reportSummary(title, summary)}
${reportCharts(data)}
${reportTrials(trials)}
<p class="note">Made by hyperdrive on ${now.toISOString().slice(0, 16).replace('T', ' ')} UTC.</p>
</main>
</body>
</html>
`;
  return document.markup;
}
