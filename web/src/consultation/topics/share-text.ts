import { language } from '../../preferences.ts';

const digits = ['零', '一', '二', '三', '四', '五', '六', '七', '八', '九', '十'];
const numeral = (value: number): string => digits[value] ?? String(value);

/** 十分之一, 三分之一; `1/10`, `1/3`. */
export const shareText = ({
  numerator,
  denominator,
}: {
  readonly numerator: number;
  readonly denominator: number;
}): string =>
  language.value === 'en' ? `${numerator}/${denominator}` : `${numeral(denominator)}分之${numeral(numerator)}`;
