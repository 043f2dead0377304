import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';
import { openChromium } from '../../browser/open-chromium.mjs';

const axe = createRequire(import.meta.url).resolve('axe-core/axe.min.js');

/** What a browser makes of a report. */
export interface LookedAtReport {
  /** What it asked for beside the file. */
  readonly requests: readonly string[];
  /** What it wrote to its console, such as that the report's own policy forbids its style. */
  readonly complaints: readonly string[];
  /** How many charts are drawn, each wide enough to be read. */
  readonly charts: number;
  /** What axe finds wrong, each with the first element that it is wrong with. */
  readonly barriers: readonly string[];
}

/** Opens a report in Chromium, as one opens a file that was sent by mail. */
export async function lookAtReport(file: string): Promise<LookedAtReport> {
  const browser = await openChromium();
  try {
    const page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
    const [requests, complaints]: [string[], string[]] = [[], []];
    const address = pathToFileURL(file).href;
    page.on('request', (request) => void (request.url() === address || requests.push(request.url())));
    page.on('console', (message) => void complaints.push(message.text()));
    page.on('pageerror', (error) => void complaints.push(error.message));
    await page.goto(address);
    const widths = await page
      .locator('main svg')
      .evaluateAll((all) => all.map((svg) => svg.getBoundingClientRect().width));
    // Its policy lets no script in: axe comes from outside, once what the report itself does has been seen.
    await page.evaluate(await readFile(axe, 'utf8'));
    const barriers = await page.evaluate(async () => {
      const { violations } = await Reflect.get(globalThis, 'axe').run();
      return violations.map(
        (found: { id: string; nodes: { html: string }[] }) => `${found.id}: ${found.nodes[0]?.html}`,
      );
    });
    return { requests, complaints, charts: widths.filter((width) => width > 300).length, barriers };
  } finally {
    await browser.close();
  }
}
