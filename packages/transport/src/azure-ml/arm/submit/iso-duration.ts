/**
 * Seconds as Azure ML's client sends them in ISO 8601: `PT1M30S`, `P1DT1H1M1S`. Less than a minute becomes one, since the service
 * takes less than 60 s for 60 days; 0 is left out.
 */
export function isoDuration(seconds: bigint | undefined): string | undefined {
  if (seconds === undefined || seconds === 0n) return undefined;
  const total = seconds > 60n ? seconds : 60n;
  const days = total / 86_400n;
  const [hours, minutes, rest] = [(total / 3600n) % 24n, (total / 60n) % 60n, total % 60n];
  const time = [
    [hours, 'H'],
    [minutes, 'M'],
    [rest, 'S'],
  ] as const;
  const shown = time.map(([amount, unit]) => (amount === 0n ? '' : `${amount}${unit}`)).join('');
  return `P${days === 0n ? '' : `${days}D`}${shown === '' ? '' : `T${shown}`}`;
}
