import { writeCsv, type CsvValue } from '@cunjian/tabular';
import type { Language } from '@cunjian/contracts';
import { Router } from 'express';
import { gatewayError } from '../errors.ts';
import type { ContentView, DisclosureView } from '../reads.ts';
import { disclosureTitle } from '../resolvers/period-texts.ts';
import type { ContextOf } from './request-context.ts';

/** As the villages' own forms have them, so that what was exported can be imported. */
const header: Readonly<Record<Language, readonly string[]>> = {
  zh: [
    '账套',
    '账户',
    '日期',
    '凭证号',
    '分录号',
    '摘要',
    '科目',
    '类型',
    '收入',
    '支出',
    '余额',
    '收款人',
    '经手人',
    '证明人',
    '审批人',
  ],
  en: [
    'Book',
    'Account',
    'Date',
    'Voucher',
    'Entry',
    'Summary',
    'Ledger account',
    'Kind',
    'Receipt',
    'Payment',
    'Balance',
    'Payee',
    'Handler',
    'Witness',
    'Approver',
  ],
};
const carried: Readonly<Record<Language, { readonly opening: string; readonly closing: string }>> = {
  zh: { opening: '期初余额', closing: '期末余额' },
  en: { opening: 'Opening balance', closing: 'Closing balance' },
};
const kinds: Readonly<Record<string, string>> = {
  INCOME: '收入',
  EXPENDITURE: '支出',
  CURRENT_ACCOUNT: '往来',
  INTERNAL_TRANSFER: '内部转账',
};

/** Fen as yuan, `-12.05`: exact, and a number to any spreadsheet. */
const yuan = (fen: number): string => {
  const digits = String(Math.abs(fen)).padStart(3, '0');
  return `${fen < 0 ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`;
};

const rowsOf = ({ accounts }: ContentView, language: Language): CsvValue[][] => {
  const { opening, closing } = carried[language];
  return accounts.flatMap((account) => {
    let balance = account.opening;
    const at = [account.book, account.account];
    const lines = account.lines.map((line): CsvValue[] => {
      balance += line.receipt - line.payment;
      const kind = language === 'zh' ? (kinds[line.kind] ?? line.kind) : line.kind;
      const figures = [yuan(line.receipt), yuan(line.payment), yuan(balance)];
      const people = [line.payee, line.handler, line.witness, line.approver];
      return [...at, line.date, line.voucher, line.entry, line.summary, line.account, kind, ...figures, ...people];
    });
    const balanceRow = (text: string, amount: number): CsvValue[] => [
      ...at,
      '',
      '',
      '',
      text,
      '',
      '',
      '',
      '',
      yuan(amount),
    ];
    return [balanceRow(opening, account.opening), ...lines, balanceRow(closing, account.closing)];
  });
};

const versionOf = ({ versions, candidate }: DisclosureView, asked: unknown): number | undefined =>
  typeof asked === 'string' && /^\d{1,6}$/.test(asked) ? Number(asked) : (versions.at(-1) ?? candidate)?.version;

/** `GET /export/disclosure/<id>?version=<n>`: the lines of a disclosure as CSV, with names by right. */
export const exportRoutes = (contextOf: ContextOf): Router => {
  const router = Router();
  router.get('/export/disclosure/:id', async (request, response) => {
    const { reads, language } = await contextOf(request);
    const { id } = request.params;
    const disclosure = await reads.load.disclosure.load(id);
    const version = disclosure && versionOf(disclosure, request.query['version']);
    const content = version === undefined ? undefined : await reads.load.content.load({ disclosure: id, version });
    if (disclosure === undefined || content === undefined)
      throw gatewayError('request.not-found', language, {}, { status: 404 });
    const body = (await reads.load.body.load(disclosure.body))?.name ?? '';
    response.attachment(`${disclosureTitle(body, disclosure.period, language)}.csv`);
    response.type('text/csv; charset=utf-8').set('cache-control', 'private, no-store');
    response.send(writeCsv([header[language], ...rowsOf(content, language)]));
  });
  return router;
};
