/** So many steps of the wheel, each of so many pixels. */
const [steps, pixels] = [120, 400];

/**
 * Scrolls the table with the wheel, a step a frame.
 * @param {import('playwright-core').Page} page
 */
export async function scrollTable(page) {
  const box = await page.locator('#children').boundingBox();
  await page.locator('#children').evaluate((table) => table.scrollIntoView({ block: 'start' }));
  await page.mouse.move((box?.x ?? 0) + 300, 300);
  for (let step = 0; step < steps; step += 1) {
    await page.mouse.wheel(0, pixels);
    await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(resolve)));
  }
}
