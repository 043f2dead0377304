/**
 * @param {string} text
 * @returns {string} A line across the terminal, with an empty one before it.
 */
export function heading(text) {
  return `\n── ${text} ${'─'.repeat(Math.max(0, 100 - text.length))}`;
}
