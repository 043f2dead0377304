/** Reads milliseconds since 1970; what is no time is none. */
export function toDate(milliseconds: number | undefined): Date | undefined {
  if (milliseconds === undefined) return undefined;
  const date = new Date(milliseconds);
  return Number.isNaN(date.getTime()) ? undefined : date;
}
