/** 123456 fen → `1,234.56`; a minus for red letters. */
export const yuan = (fen: number): string => {
  const whole = Math.trunc(Math.abs(fen) / 100);
  const rest = String(Math.abs(fen) % 100).padStart(2, '0');
  return `${fen < 0 ? '-' : ''}${whole.toLocaleString('en-US')}.${rest}`;
};
