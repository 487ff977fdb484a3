import { cellText, isBlank, narrow, type Cell } from './cell.ts';
import { headerName, type Header } from './header.ts';

/**
 * `opening` and `closing` carry a balance in from and out to the neighbouring period; `total` repeats the sum of other
 * rows; `header` is the header again, as on every printed page; `note` is a line of signatures or remarks.
 */
export type RowKind = 'data' | 'total' | 'opening' | 'closing' | 'header' | 'note' | 'blank';

/** 2026年1月, 1月份, 第一季度, 本月, 本年, … in front of the word. */
const span =
  '(?:(?:\\d{4}年)?(?:(?:\\d{1,2}|[一二三四五六七八九十]{1,2})月份?|第?[一二三四1-4]季度?)?|[本上当]?[页日月季年期]度?|[全当]年|上半年|下半年|截至本月|截止本月)';
const total = new RegExp(
  `^${span}(?:收入|支出|收支|借方|贷方|发生额|余额)?(?:合计|小计|总计|累计|共计|总和|发生额及余额|合计金额|累计金额|发生额合计|发生额)(?:数|金额)?$`,
);
const opening =
  /^(?:上期|上月|上季度?|上年度?|年初|期初|月初|季初|初始|本期期初|本月期初)(?:结转|结存|结余|余额|转入)(?:余额|数)?$|^承前页$|^(?:上期|上月|上年)?余额?转来$/;
const closing =
  /^(?:期末|月末|季末|年末|本期|本月|本季度?|本年度?|本期期末)(?:结存|结余|余额)(?:数)?$|^结转(?:下期|下月|下季度?|下年度?)$|^(?:转|过)次页$|^(?:本期)?结转下(?:期|月|年)$/;
const note =
  /^(?:制表|填表|填报|制单|审核|复核|记账|出纳|会计|报账|负责|主管|村?监|村务监督|理财|备注|说明|注|公开|公示|监督|单位负责人|举报|咨询)[^::]{0,12}[::]/;

/** Longer texts are neither totals nor notes. */
const maxWordChars = 200;

/** Which kind of row this is, by its text alone; a row with a voucher number or date beside the word 合计 is a total all the same. */
export const rowKind = (row: readonly Cell[], header: Pick<Header, 'columns'>): RowKind => {
  const texts = row
    .filter((cell): cell is string => typeof cell === 'string')
    .filter((text) => text.length <= maxWordChars)
    .map(words)
    .filter((text) => text !== '');
  if (row.every(isBlank)) return 'blank';
  if (texts.some((text) => total.test(text))) return 'total';
  if (texts.some((text) => opening.test(text))) return 'opening';
  if (texts.some((text) => closing.test(text))) return 'closing';
  const matched = header.columns.filter(
    ({ index, header: name }) => headerName(cellText(row[index])) === headerName(name),
  );
  if (matched.length >= 2) return 'header';
  const first = texts[0];
  if (first !== undefined && note.test(first) && !holdsFigures(row)) return 'note';
  return 'data';
};

/** `合 计：` → `合计`, `（小计）` → `小计`. */
const words = (text: string): string =>
  narrow(text)
    .replace(/\s+/g, '')
    .replace(/^[([【]|[)\]】::]+$/g, '');

const holdsFigures = (row: readonly Cell[]): boolean => row.some((cell) => typeof cell === 'object' && cell !== null);
