/**
 * In which zone a storage's times without one are. Optuna writes UTC from 5.0 on and its own local time before, into the same
 * columns and without a mark.
 */
export type TimeZoneOfStorage = 'utc' | 'local';

const form = /^(\d{4})-(\d\d)-(\d\d)[ T](\d\d):(\d\d):(\d\d)(?:\.(\d{1,6}))?(Z|[+-]\d\d:?\d\d)?$/;

/**
 * Reads a time as Optuna writes it, `2026-01-02 03:04:05.678901` or with a `T` and a zone. Without a zone it is in the one given;
 * `local` is that of this machine. Microseconds are cut to milliseconds.
 * @returns `undefined` for what is no such time
 */
export function readOptunaTime(text: unknown, zone: TimeZoneOfStorage): Date | undefined {
  // Most have one form, in which each part has its place.
  if (typeof text === 'string' && text.length === 26 && text[10] === ' ') return readUsualForm(text, zone);
  const match = typeof text === 'string' ? form.exec(text) : null;
  if (match === null) return undefined;
  const [, year, month, day, hours, minutes, seconds, fraction = '', offset] = match;
  const ms = Number(fraction.padEnd(3, '0').slice(0, 3));
  const parts = [year, month, day, hours, minutes, seconds].map(Number);
  const [y = 0, mo = 1, d = 1, h = 0, mi = 0, s = 0] = parts;
  if (offset === undefined && zone === 'local') return new Date(y, mo - 1, d, h, mi, s, ms);
  return new Date(Date.UTC(y, mo - 1, d, h, mi, s, ms) - offsetMs(offset));
}

/** `2026-01-02 03:04:05.678901`. */
function readUsualForm(text: string, zone: TimeZoneOfStorage): Date | undefined {
  const [year, month, day] = [digits(text, 0, 4), digits(text, 5, 7), digits(text, 8, 10)];
  const [hours, minutes, seconds, ms] = [
    digits(text, 11, 13),
    digits(text, 14, 16),
    digits(text, 17, 19),
    digits(text, 20, 23),
  ];
  const time =
    zone === 'utc'
      ? new Date(Date.UTC(year, month - 1, day, hours, minutes, seconds, ms))
      : new Date(year, month - 1, day, hours, minutes, seconds, ms);
  return Number.isNaN(time.getTime()) ? undefined : time;
}

/** NaN where they are none. */
function digits(text: string, start: number, end: number): number {
  let number = 0;
  for (let at = start; at < end; at += 1) {
    const digit = text.charCodeAt(at) - 48;
    number = digit < 0 || digit > 9 ? Number.NaN : number * 10 + digit;
  }
  return number;
}

function offsetMs(offset: string | undefined): number {
  if (offset === undefined || offset === 'Z') return 0;
  const minutes = Number(offset.slice(1, 3)) * 60 + Number(offset.slice(-2));
  return minutes * (offset.startsWith('-') ? -60_000 : 60_000);
}

/**
 * The zone of the times in a SQLite storage, as far as the file says it: it names the version that made or upgraded it, not the
 * last writer.
 */
export function zoneOfVersion(libraryVersion: string | undefined): TimeZoneOfStorage {
  return Number.parseInt(libraryVersion ?? '', 10) >= 5 ? 'utc' : 'local';
}
