import type { Page } from 'playwright-core';

/** The names of the trials in the table of a sweep, as far as they are in the document. */
export function rowsOf(page: Page): Promise<string[]> {
  return page.locator('#children tbody tr td:first-child').allTextContents();
}

/** Waits until everything has been read that the trials of a sweep logged. */
export async function allRead(page: Page): Promise<void> {
  await page.waitForFunction(() => {
    const text = document.querySelector('#count')?.textContent ?? '';
    return text.includes('children') && !text.includes('Reading');
  });
}
