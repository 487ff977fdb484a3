/** `12 / 40 (30.0 %)`; where nothing is owed there is no rate. Never rounded up to 100 % while something is missing. */
export const share = (part: number, whole: number): string => {
  if (whole === 0) return '—';
  const tenths = Math.floor((part * 1_000) / whole);
  return `${Math.floor(tenths / 10)}.${tenths % 10} %`;
};
