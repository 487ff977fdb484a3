import { language } from './preferences.ts';

/** Villages live by one clock, wherever their migrants read the page. */
const timeZone = 'Asia/Shanghai';
const locale = (): string => (language.value === 'en' ? 'en-GB' : 'zh-CN');
const dayMs = 86_400_000;

const dayFormat = (options: Intl.DateTimeFormatOptions) => new Intl.DateTimeFormat(locale(), { timeZone, ...options });

/** A civil date, or the day of an instant: `2026年3月5日`, `5 March 2026`. */
export const formatDay = (at: string): string =>
  dayFormat({ year: 'numeric', month: 'long', day: 'numeric' }).format(
    new Date(at.length === 10 ? `${at}T12:00:00+08:00` : at),
  );

export const formatTime = (at: string): string =>
  dayFormat({
    year: 'numeric',
    month: 'long',
    day: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    hour12: false,
  }).format(new Date(at));

/** Today's date in Asia/Shanghai, YYYY-MM-DD. */
export const today = (): string => new Intl.DateTimeFormat('en-CA', { timeZone }).format(new Date());

/** Whole days from one civil date to another; negative where the other is earlier. */
export const daysBetween = (from: string, to: string): number =>
  Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / dayMs);
