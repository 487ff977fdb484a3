/**
 * Statutory days are dates in Asia/Shanghai, `YYYY-MM-DD`. China keeps UTC+8 all year, so arithmetic on days since
 * 1970-01-01 is exact and needs no time zone database.
 */
const dayMs = 86_400_000;
const offsetMs = 8 * 3_600_000;
const datePattern = /^(\d{4})-(\d{2})-(\d{2})$/;
/** RFC 3339 with an offset: without one, an instant would depend on the machine's zone. */
const instantPattern = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?(Z|[+-]\d{2}:\d{2})$/;

/** Days since 1970-01-01. Throws a RangeError for text that is no date of the calendar. */
export const dayNumber = (date: string): number => {
  const match = datePattern.exec(date);
  const ms = match === null ? Number.NaN : Date.UTC(Number(match[1]), Number(match[2]) - 1, Number(match[3]));
  if (Number.isNaN(ms) || dateOfDay(ms / dayMs) !== date) throw new RangeError(`${date} is not a date YYYY-MM-DD`);
  return ms / dayMs;
};

export const dateOfDay = (day: number): string => new Date(day * dayMs).toISOString().slice(0, 10);

export const isDate = (text: string): boolean => {
  try {
    dayNumber(text);
    return true;
  } catch {
    return false;
  }
};

export const addDays = (date: string, days: number): string => dateOfDay(dayNumber(date) + days);

/** Monday is 1, Sunday 7, as in ISO 8601. 1970-01-01 was a Thursday. */
export const weekday = (day: number): number => ((((day + 3) % 7) + 7) % 7) + 1;

/** The date in Asia/Shanghai of an instant: milliseconds since the epoch, or RFC 3339 with an offset. */
export const dateInShanghai = (instant: number | string): string => {
  const ms = typeof instant === 'number' ? instant : instantPattern.test(instant) ? Date.parse(instant) : Number.NaN;
  if (!Number.isFinite(ms)) throw new RangeError(`${instant} is not an instant (RFC 3339 with an offset)`);
  return new Date(ms + offsetMs).toISOString().slice(0, 10);
};

/** 00:00 of the date in Asia/Shanghai, as RFC 3339 in UTC with milliseconds: comparable as text with an event's time. */
export const startOfDay = (date: string): string => new Date(dayNumber(date) * dayMs - offsetMs).toISOString();

/** 24:00 of the date in Asia/Shanghai, which is 00:00 of the next: the first instant that is too late. */
export const endOfDay = (date: string): string => startOfDay(addDays(date, 1));
