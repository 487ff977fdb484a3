import { verifyEn } from '../verify/texts.en.ts';
import { verifyZh } from '../verify/texts.zh.ts';

const zh = {
  title: '村鉴独立核验器',
  lead: '这一个文件可以放在任何地方打开。它直接读取一个村鉴系统公开的日志，核对每一个指纹和签名，不依赖该系统的任何程序。',
  url: '系统网址',
  division: '区划代码（12 位）',
  note: '以前保存的检查点或回执（可不填）',
  noteHint: '把文件内容整段粘贴进来。',
  start: '开始核验',
  running: '正在核验…',
  progress: '已核对 {read} / {size} 条',
  badUrl: '网址应以 https:// 或 http:// 开头。',
  badDivision: '区划代码是 12 位数字。',
  other: 'English',
  whole: { proved: '日志全部 {size} 条逐条核对，没有一处不符。' },
  'all-heads': {
    proved: '总日志共 {size} 条，其中历次公布的本村日志 {count} 次，全部前后一致。',
    open: '总日志里还没有本村日志。',
    failed: {
      larger: '总日志第 {entry} 条公布过 {size} 条，现在给出的却更少。',
      forked: '总日志第 {entry} 条公布的本村日志与现在给出的不是同一份。',
    },
  },
  note_: {
    proved: { kept: '回执已兑现：承诺的内容在日志里。', extends: '您保存的检查点（{size} 条）与现在的日志一致。' },
    open: {
      other: '您粘贴的是另一份日志的（{origin}）。',
      smaller: '您的检查点有 {size} 条，公开的日志目前只有 {now} 条，公开的会晚一小时左右。',
      pending: '回执尚未到期（{date}），公开的日志里还没有这项内容。',
    },
    failed: {
      unreadable: '粘贴的内容既不是检查点，也不是回执。',
      signature: '粘贴的内容签名无效：{reason}',
      rewritten: '历史被改写：与您保存的检查点（{size} 条）对不上。请保存好检查点作为证据。',
      late: '回执的期限（{date}）已过，公开的日志里仍没有承诺的内容。请保存好回执作为证据。',
    },
  },
};
const en: typeof zh = {
  title: 'Cunjian verifier',
  lead: 'This one file can be opened from anywhere. It reads the public logs of a Cunjian deployment and checks every hash and signature, with none of that deployment’s own programs.',
  url: 'Address of the deployment',
  division: 'Division code (12 digits)',
  note: 'A checkpoint or receipt saved earlier (optional)',
  noteHint: 'Paste the whole text of the file.',
  start: 'Verify',
  running: 'Verifying…',
  progress: '{read} of {size} entries checked',
  badUrl: 'The address begins with https:// or http://.',
  badDivision: 'A division code has 12 digits.',
  other: '中文',
  whole: { proved: 'All {size} entries of the log were checked one by one; everything agrees.' },
  'all-heads': {
    proved:
      'The log of heads has {size} entries; it showed this log {count} times, each time consistent with the rest.',
    open: 'The log of heads does not show this log yet.',
    failed: {
      larger: 'Entry {entry} of the log of heads showed {size} entries, more than are given now.',
      forked: 'Entry {entry} of the log of heads showed another log than is given now.',
    },
  },
  note_: {
    proved: {
      kept: 'The receipt is kept: what it promises stands in the log.',
      extends: 'The checkpoint that you saved ({size} entries) agrees with the log.',
    },
    open: {
      other: 'What you pasted belongs to another log ({origin}).',
      smaller: 'Your checkpoint has {size} entries, the public log only {now} so far; it lags about an hour.',
      pending: 'The receipt is not due yet ({date}); the public log does not have its entries so far.',
    },
    failed: {
      unreadable: 'What you pasted is neither a checkpoint nor a receipt.',
      signature: 'Its signature does not hold: {reason}',
      rewritten:
        'History was rewritten: it does not agree with the checkpoint that you saved ({size} entries). Keep it: it is the evidence.',
      late: 'The receipt was due {date}, and the public log still lacks its entries. Keep it: it is the evidence.',
    },
  },
};
const own = { zh, en };
const shared = { zh: verifyZh, en: verifyEn };
export type Tongue = keyof typeof own;

/** Follows `path` into the texts: a sentence, or undefined where there is none. */
const lookUp = (texts: unknown, path: string): string | undefined => {
  const found = path
    .split('.')
    .reduce<unknown>(
      (at, key) => (typeof at === 'object' && at !== null ? (at as Record<string, unknown>)[key] : undefined),
      texts,
    );
  return typeof found === 'string' ? found : undefined;
};

const fill = (sentence: string, params: Readonly<Record<string, unknown>>): string =>
  sentence.replaceAll(/\{(\w+)\}/g, (_, name: string) => String(params[name] ?? ''));

/** The texts of one language, for `stepText` and for the form. */
export const speak = (tongue: Tongue) => {
  const all = { ...own[tongue], verify: shared[tongue] };
  return {
    has: (key: string) => lookUp(all, key) !== undefined,
    t: (key: string, params: Readonly<Record<string, unknown>> = {}) => fill(lookUp(all, key) ?? key, params),
    formatTime: (at: string) =>
      new Date(at).toLocaleString(tongue === 'zh' ? 'zh-CN' : 'en-GB', { timeZone: 'Asia/Shanghai' }),
  };
};
export type Spoken = ReturnType<typeof speak>;
