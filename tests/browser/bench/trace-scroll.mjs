/** So many steps of the wheel, each of so many pixels. */
const [steps, pixels] = [120, 400];

/** In milliseconds. */
const longFrame = 50;

/**
 * Scrolls the table with the wheel while Chromium traces, and reads from the trace how long the tasks of the page's main thread
 * took: on the wall, and of the processor, which on a busy machine is what the page is to answer for.
 * @param {import('playwright-core').Page} page
 * @param {import('playwright-core').Browser} browser
 * @returns {Promise<{ steps: number, long: number, longest: number, longCpu: number, longestCpu: number }>}
 */
export async function traceScroll(page, browser) {
  const box = await page.locator('#children').boundingBox();
  await page.locator('#children').evaluate((table) => table.scrollIntoView({ block: 'start' }));
  const session = await browser.newBrowserCDPSession();
  /** @type {Readonly<Record<string, any>>[]} */
  const events = [];
  session.on('Tracing.dataCollected', ({ value }) => void events.push(...value));
  const categories = 'toplevel,devtools.timeline,disabled-by-default-devtools.timeline';
  await session.send('Tracing.start', { categories, transferMode: 'ReportEvents' });
  await page.mouse.move((box?.x ?? 0) + 300, 300);
  for (let step = 0; step < steps; step += 1) {
    await page.mouse.wheel(0, pixels);
    await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(resolve)));
  }
  /** @type {Promise<unknown>} */
  const complete = new Promise((resolve) => session.once('Tracing.tracingComplete', resolve));
  await session.send('Tracing.end');
  await complete;
  // A task of the page's main thread keeps the next frame waiting for as long as it runs.
  const mainThreads = new Set(events.filter((event) => event['args']?.name === 'CrRendererMain').map(threadOf));
  const tasks = events
    .filter((event) => event['ph'] === 'X' && event['name'].endsWith('RunTask') && mainThreads.has(threadOf(event)))
    .map((event) => ({ ms: event['dur'] / 1000, cpuMs: (event['tdur'] ?? event['dur']) / 1000 }));
  return {
    steps,
    long: tasks.filter(({ ms }) => ms > longFrame).length,
    longest: tasks.reduce((most, { ms }) => Math.max(most, ms), 0),
    longCpu: tasks.filter(({ cpuMs }) => cpuMs > longFrame).length,
    longestCpu: tasks.reduce((most, { cpuMs }) => Math.max(most, cpuMs), 0),
  };
}

/** @param {Readonly<Record<string, any>>} event */
function threadOf(event) {
  return `${event['pid']} ${event['tid']}`;
}
