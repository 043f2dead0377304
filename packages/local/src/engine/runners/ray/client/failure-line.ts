/** What is left of a message: it is for a line of a log. */
const longest = 300;

/**
 * What an answer of Ray says went wrong. Its errors are tracebacks of Python: the last line that says anything names the
 * error.
 */
export function failureLine(text: string): string | undefined {
  const line = text
    .split('\n')
    .map((each) => each.trim())
    .findLast((each) => each !== '' && each !== '.');
  return line === undefined || line.length <= longest ? line : `${line.slice(0, longest)}...`;
}
