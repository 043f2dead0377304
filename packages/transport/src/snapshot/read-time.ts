/** A minute as `toISOString` writes it, up to where the seconds begin. */
const minuteForm = /^\d{4}-\d\d-\d\dT(?:[01]\d|2[0-3]):[0-5]\d:$/;
const minuteLength = 'YYYY-MM-DDThh:mm:'.length;
const timeLength = 'YYYY-MM-DDThh:mm:ss.sssZ'.length;

/** The minute of the time that was read last, and its milliseconds since 1970. */
let minute = '';
let minuteMs = 0;

/**
 * Reads a time as `Date.parse` does, in half the time where it is in the same minute as the one before: what is logged one
 * after the other mostly is.
 * @returns milliseconds since 1970, `NaN` for what is no time
 */
export function readTime(text: string): number {
  if (text.length !== timeLength) return Date.parse(text);
  if (minute !== '' && text.startsWith(minute)) {
    const seconds = 10 * digitAt(text, 17) + digitAt(text, 18);
    const milliseconds = 100 * digitAt(text, 20) + 10 * digitAt(text, 21) + digitAt(text, 22);
    const isInIt = seconds < 60 && milliseconds >= 0 && text[19] === '.' && text[23] === 'Z';
    return isInIt ? minuteMs + 1000 * seconds + milliseconds : Date.parse(text);
  }
  const start = text.slice(0, minuteLength);
  const startMs = minuteForm.test(start) ? Date.parse(`${start}00.000Z`) : Number.NaN;
  if (!Number.isNaN(startMs)) {
    minute = start;
    minuteMs = startMs;
  }
  return Date.parse(text);
}

/** `NaN` for what is no digit, as is then every number that it is part of. */
function digitAt(text: string, at: number): number {
  const digit = text.charCodeAt(at) - 48;
  return digit >= 0 && digit <= 9 ? digit : Number.NaN;
}
