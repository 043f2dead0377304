// Tables that are wider than the page are scrolled by themselves, by keyboard too, and the page stays where it is.

/** @param {{ renderer: { rules: Record<string, unknown> } }} parser TypeDoc's, of Markdown. */
export function keepTablesReadable({ renderer: { rules } }) {
  rules['table_open'] = () => '<div class="wide-table" tabindex="0" role="group" aria-label="Table"><table>';
  rules['table_close'] = () => '</table></div>';
}
