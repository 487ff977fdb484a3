import { booksOf, quarters } from '@cunjian/standalone/demo/books';
import { peopleOf } from '@cunjian/standalone/demo/people';
import { villages, type DemoVillage } from '@cunjian/standalone/demo/places';
import writeXlsx, { type SheetData } from 'write-excel-file/node';

/** The quarter that the demo leaves to whoever tries the system. */
export const period = '2026Q3';

export const village = (name: string): DemoVillage => {
  const found = villages.find((one) => one.name === name);
  if (found === undefined) throw new Error(`the demo has no village ${name}`);
  return found;
};

const yuan = (fen: number): number => fen / 100;

/** What somebody did to the amount of one line of the bank account, numbered from 0. */
export interface Change {
  readonly line: number;
  readonly addFen: number;
}
export interface Changes {
  /** A slip of the pen: the balances are those of the right amount. */
  readonly mistake?: Change;
  /** The balances follow, so nothing looks wrong. */
  readonly amended?: Change;
}
/** Title, header and opening balance come first; rows are numbered from 1. */
export const rowOf = ({ line }: Change): number => line + 4;

/** The journal of a quarter as the agency keeps it: a sheet per village, merged title, balances, totals. */
const sheetOf = (of: DemoVillage, { mistake, amended }: Changes): SheetData => {
  const quarter = quarters.find((one) => one.period === period);
  if (quarter === undefined) throw new Error(`the demo has no quarter ${period}`);
  const people = peopleOf(of, 20);
  const [handler, witness, approver] = [people[6]?.name, people[15]?.name, people[3]?.name];
  const header = [
    ...['账户', '日期', '凭证号', '摘要', '科目', '类型', '收入(元)', '支出(元)', '余额(元)'],
    ...['收款人', '经手人', '证明人', '审批人'],
  ];
  const kinds = { income: '收入', expenditure: '支出', 'current-account': '往来', 'internal-transfer': '内部转账' };
  const rows = booksOf(of, quarter).flatMap(({ account, opening, lines }, book) => {
    let balance = opening;
    const body = lines.map((line, i) => {
      const by = (change: Change | undefined) => (book === 0 && i === change?.line ? change.addFen : 0);
      const moved = (fen: number) => (fen === 0 ? 0 : fen + by(amended));
      balance += moved(line.receipt) - moved(line.payment);
      const amount = (fen: number) => (fen === 0 ? null : yuan(moved(fen) + by(mistake)));
      return [
        ...[account, line.date, line.voucher, line.summary, line.account, kinds[line.kind]],
        ...[amount(line.receipt), amount(line.payment), yuan(balance)],
        ...[line.payee, handler, witness, approver],
      ];
    });
    return [[account, null, null, '期初余额', null, null, null, null, yuan(opening)], ...body];
  });
  return [[`${of.name}2026年第三季度收支明细表`], header, ...rows].map((row) =>
    row.map((value) => (value === null || value === undefined ? null : { value })),
  ) as SheetData;
};

/** One XLSX for many villages, as the agency's accountant exports it. */
export const quarterFile = (of: Readonly<Record<string, Changes>>): Promise<Buffer> =>
  writeXlsx(
    Object.entries(of).map(([name, changes]) => ({ sheet: name, data: sheetOf(village(name), changes) })),
  ).toBuffer();
