/** In milliseconds: a task of the main thread that is longer keeps a frame waiting. */
const longTask = 50;

/**
 * Lets Chromium trace while something is done, and reads from the trace how long the tasks of the page's main thread took: on the
 * wall, and of the processor, which on a busy machine is what the page is to answer for.
 * @param {import('playwright-core').Browser} browser
 * @param {() => Promise<unknown>} work
 * @returns {Promise<{ long: number, longest: number, longCpu: number, longestCpu: number }>}
 */
export async function traceTasks(browser, work) {
  const session = await browser.newBrowserCDPSession();
  /** @type {Readonly<Record<string, any>>[]} */
  const events = [];
  session.on('Tracing.dataCollected', ({ value }) => void events.push(...value));
  const categories = 'toplevel,devtools.timeline,disabled-by-default-devtools.timeline';
  await session.send('Tracing.start', { categories, transferMode: 'ReportEvents' });
  await work();
  /** @type {Promise<unknown>} */
  const complete = new Promise((resolve) => session.once('Tracing.tracingComplete', resolve));
  await session.send('Tracing.end');
  await complete;
  const mainThreads = new Set(events.filter((event) => event['args']?.name === 'CrRendererMain').map(threadOf));
  const tasks = events
    .filter((event) => event['ph'] === 'X' && event['name'].endsWith('RunTask') && mainThreads.has(threadOf(event)))
    .map((event) => ({ ms: event['dur'] / 1000, cpuMs: (event['tdur'] ?? event['dur']) / 1000 }));
  return {
    long: tasks.filter(({ ms }) => ms > longTask).length,
    longest: tasks.reduce((most, { ms }) => Math.max(most, ms), 0),
    longCpu: tasks.filter(({ cpuMs }) => cpuMs > longTask).length,
    longestCpu: tasks.reduce((most, { cpuMs }) => Math.max(most, cpuMs), 0),
  };
}

/** @param {Readonly<Record<string, any>>} event */
function threadOf(event) {
  return `${event['pid']} ${event['tid']}`;
}
