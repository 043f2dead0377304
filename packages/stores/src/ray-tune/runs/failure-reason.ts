/** What Ray writes before each failure of a trial: a trial that is tried again has several. */
const heading = /^Failure # \d+ \(occurred at .*\)$/m;
// biome-ignore lint/suspicious/noControlCharactersInRegex: colours of a terminal begin with one
const colour = /\u001B\[[0-9;]*m/g;

/**
 * Why a trial failed, in one line of its `error.txt`: the last line of a traceback, as in `ValueError: no such file`, or the
 * first line of any other text.
 * @returns `undefined` where the text says nothing
 */
export function failureReason(text: string): string | undefined {
  const last = text.replaceAll(colour, '').split(heading).at(-1) ?? '';
  const lines = last.split('\n').map((line) => line.trim());
  const said = lines.filter((line) => line !== '');
  const isTraceback = said.some((line) => /^(ray::|Traceback |File ")/.test(line));
  return isTraceback ? said.at(-1) : said[0];
}
