/**
 * Whether a text fits a pattern of `LIKE`: `%` stands for any text, `_` for one character. The time is bounded by the
 * product of their lengths, whatever the pattern: a regular expression made of it could take for ever.
 */
export function isLike(text: string, pattern: string): boolean {
  let [at, place] = [0, 0];
  /** Where the last `%` is, and how much of the text it has taken so far. */
  let [wildcard, taken] = [-1, 0];
  while (at < text.length) {
    const wanted = pattern[place];
    if (wanted === '%') {
      wildcard = place;
      taken = at;
      place += 1;
    } else if (wanted !== undefined && (wanted === '_' || wanted === text[at])) {
      at += 1;
      place += 1;
    } else if (wildcard >= 0) {
      taken += 1;
      at = taken;
      place = wildcard + 1;
    } else return false;
  }
  while (pattern[place] === '%') place += 1;
  return place === pattern.length;
}
