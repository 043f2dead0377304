/** A moment, to the second, in UTC: `2026-01-12T08:00:00Z`. */
export function formatTime(time: Date | undefined): string {
  if (time === undefined || Number.isNaN(time.getTime())) return '';
  return `${time.toISOString().slice(0, -5)}Z`;
}

/** A moment, to the second, where the person is who reads it: `2026-01-12 09:00:00`. Programs read {@link formatTime}. */
export function formatLocalTime(time: Date | undefined): string {
  if (time === undefined || Number.isNaN(time.getTime())) return '';
  const two = (number: number): string => String(number).padStart(2, '0');
  const day = [time.getFullYear(), two(time.getMonth() + 1), two(time.getDate())].join('-');
  return `${day} ${[time.getHours(), time.getMinutes(), time.getSeconds()].map(two).join(':')}`;
}

const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;
const day = 24 * hour;

/** How long something took, in its two largest units: `850 ms`, `12 s`, `3 min 5 s`, `2 h 10 min`, `3 d 4 h`. */
export function formatDuration(milliseconds: number): string {
  if (milliseconds < second) return `${Math.max(0, Math.floor(milliseconds))} ms`;
  if (milliseconds < minute) return `${Math.floor(milliseconds / second)} s`;
  if (milliseconds < hour) return inUnits(milliseconds, [minute, 'min'], [second, 's']);
  if (milliseconds < day) return inUnits(milliseconds, [hour, 'h'], [minute, 'min']);
  return inUnits(milliseconds, [day, 'd'], [hour, 'h']);
}

type Unit = readonly [size: number, name: string];

function inUnits(milliseconds: number, [large, largeName]: Unit, [small, smallName]: Unit): string {
  const rest = Math.floor((milliseconds % large) / small);
  return `${Math.floor(milliseconds / large)} ${largeName}${rest === 0 ? '' : ` ${rest} ${smallName}`}`;
}
