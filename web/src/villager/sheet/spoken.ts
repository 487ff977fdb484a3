const digits = ['零', '一', '二', '三', '四', '五', '六', '七', '八', '九'];
const places = ['', '十', '百', '千'];
const groups = ['', '万', '亿', '万亿'];

/** Up to four digits: 1005 → 一千零五. */
const spokenGroup = (value: number): string => {
  let text = '';
  let gap = false;
  for (let place = 3; place >= 0; place--) {
    const digit = Math.floor(value / 10 ** place) % 10;
    if (digit === 0) gap = text !== '';
    else {
      text += (gap ? '零' : '') + (digits[digit] ?? '') + (places[place] ?? '');
      gap = false;
    }
  }
  return text;
};

/** A whole number as it is said: 120035 → 十二万零三十五. */
export const spokenNumber = (value: number): string => {
  if (value === 0) return '零';
  const parts: number[] = [];
  for (let rest = value; rest > 0; rest = Math.floor(rest / 10_000)) parts.push(rest % 10_000);
  let text = '';
  for (let at = parts.length - 1; at >= 0; at--) {
    const part = parts[at] ?? 0;
    if (part === 0) continue;
    const gap = text !== '' && (part < 1_000 || (parts[at + 1] ?? 0) === 0);
    text += (gap ? '零' : '') + spokenGroup(part) + (groups[at] ?? '');
  }
  return text.replace(/^一十/, '十');
};

/** Fen as a person reads it into a microphone: 1234567 → 一万二千三百四十五元六角七分. */
export const spokenYuan = (fen: number): string => {
  const amount = Math.abs(fen);
  const [whole, jiao, cent] = [Math.floor(amount / 100), Math.floor(amount / 10) % 10, amount % 10];
  let text = `${spokenNumber(whole)}元`;
  if (jiao > 0) text += `${digits[jiao]}角`;
  else if (cent > 0) text += '零';
  if (cent > 0) text += `${digits[cent]}分`;
  return (fen < 0 ? '负' : '') + text;
};
