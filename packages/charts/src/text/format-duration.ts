/** The units in which lengths of time are shown, in milliseconds. */
const units: readonly (readonly [text: string, ms: number])[] = [
  ['d', 86_400_000],
  ['h', 3_600_000],
  ['min', 60_000],
  ['s', 1000],
];

/** A length of time in its two largest units: `2 h 5 min`. */
export function formatDuration(ms: number): string {
  const at = units.findIndex(([, unit]) => Math.round(ms / 1000) * 1000 >= unit);
  const [text, unit] = units[at] ?? ['s', 1000];
  const [smallText, small] = units[at + 1] ?? ['', 0];
  if (at === -1 || small === 0) return ms > 0 && ms < 1000 ? `${Math.round(ms)} ms` : `${Math.round(ms / 1000)} s`;
  const smalls = Math.round(ms / small);
  const rest = smalls % (unit / small);
  const whole = `${Math.floor(smalls / (unit / small))} ${text}`;
  return rest === 0 ? whole : `${whole} ${rest} ${smallText}`;
}
