/** What `<input type="datetime-local">` gives, taken as the time in the villages, as an instant; undefined where it is empty. */
export const toInstant = (local: string): string | undefined => {
  const [, minutes, seconds = '00'] = /^(\d{4}-\d{2}-\d{2}T\d{2}:\d{2})(?::(\d{2}))?/.exec(local) ?? [];
  if (minutes === undefined) return undefined;
  const at = new Date(`${minutes}:${seconds}+08:00`);
  return Number.isNaN(at.getTime()) ? undefined : at.toISOString();
};

/** An instant as that input shows it with `step="1"`, in the villages' time; rounded up, so that it happened by then. */
export const toLocal = (instant: string): string =>
  new Date(Math.ceil(Date.parse(instant) / 1_000) * 1_000 + 8 * 3_600_000).toISOString().slice(0, 19);
