import type { ObjectionWindow, Version } from '../disclosure/queries.ts';
import { summaryOf } from '../disclosure/summary.ts';
import { spokenNumber, spokenYuan } from './spoken.ts';

/** About a minute at the pace of a village loudspeaker, four characters a second. */
export const maxSpokenChars = 300;

export interface Spoken {
  readonly village: string;
  readonly body: string;
  /** As in `2026年第一季度`. */
  readonly period: string;
  readonly version: Pick<Version, 'totals' | 'accounts' | 'version' | 'reason' | 'opinion'>;
  /** Last day for objections, as in `4月10日`; absent where the window is closed or does not run yet. */
  readonly objectUntil?: string | undefined;
  /** Where the window counts from a posting that is still to come: how long it will be. */
  readonly objectFor?: Pick<ObjectionWindow, 'days' | 'unit'> | undefined;
  readonly places: readonly string[];
}

const opinions = {
  APPROVE: '村务监督委员会审核同意。',
  OBJECT: '村务监督委员会提出了不同意见，意见已一并公开。',
  SILENT: '村务监督委员会逾期没有提出意见。',
} as const;

/** As people say it: 芙蓉村委会 → 芙蓉村, 红军社区居委会 → 红军社区. */
const spokenVillage = (name: string): string =>
  name.replace(/村(?:民委员|委)会$/, '村').replace(/居(?:民委员|委)会$/, '');

const whenToObject = ({ objectUntil, objectFor }: Pick<Spoken, 'objectUntil' | 'objectFor'>): string => {
  if (objectUntil !== undefined) return `有异议请在${objectUntil}前提出。`;
  if (objectFor === undefined) return '有疑问可以随时提问。';
  const days = spokenNumber(objectFor.days);
  return `有异议请在张贴之日起${days}${objectFor.unit === 'WORKING' ? '个工作日' : '日'}内提出。`;
};

/**
 * 广播稿: read out on the village loudspeaker, for those who read neither page nor board. In Chinese whatever the page's
 * language, because it is for the village. Names of people are never in it. What is too much for a minute is left out
 * from the end of the list of items, never in the middle of a sentence.
 */
export const loudspeakerText = ({ village, body, period, version, objectUntil, objectFor, places }: Spoken): string => {
  const { totals, biggestExpenditure } = summaryOf(version);
  const begin = [
    `${spokenVillage(village)}的乡亲们请注意，现在广播${body}${period}财务公开。`,
    version.version > 1 ? `这是更正后的第${version.version}版。` : '',
    `期初有${spokenYuan(totals.opening)}，收进${spokenYuan(totals.receipts)}，付出${spokenYuan(totals.payments)}，`,
    `现在还剩${spokenYuan(totals.closing)}。`,
  ].join('');
  const end = [
    version.opinion === null ? '' : opinions[version.opinion.verdict],
    places.length === 0 ? '' : `全部明细张贴在${places.join('、')}，`,
    `${places.length === 0 ? '全部明细可以' : '也可以'}在手机上查看和核验。`,
    whenToObject({ objectUntil, objectFor }),
    '广播完了，谢谢大家。',
  ].join('');
  const items = biggestExpenditure.flatMap(({ line, amount }) =>
    line.summary === null ? [] : [`${line.summary}${spokenYuan(amount)}`],
  );
  for (let count = items.length; count > 0; count--) {
    const text = `${begin}花钱最多的是：${items.slice(0, count).join('；')}。${end}`;
    if (text.length <= maxSpokenChars) return text;
  }
  return begin + end;
};
