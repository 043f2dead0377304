/**
 * Takes the links to themselves out of headings that fold a section. One control within another is hidden from screen readers,
 * and the list of headings beside the page has the same links.
 *
 * @param {string} html
 * @returns {string}
 */
export function keepControlsApart(html) {
  return html.replaceAll(/<summary\b[^>]*>.*?<\/summary>/gs, (summary) =>
    summary.replaceAll(/<a\b[^>]*class="tsd-anchor-icon"[^>]*>.*?<\/a>/gs, ''),
  );
}
