/** What an account of a village had at the end of what was published last, in fen. */
export interface Closing {
  readonly account: string;
  readonly book: string;
  readonly closing: number;
}

const yuan = (fen: number) => (fen / 100).toFixed(2);
const rentFen = 860_000;

/** A quarter as a village keeps it: one receipt in each account. `typed` stands where the first amount is. */
export const quarterAsCsv = (
  village: string,
  period: string,
  accounts: readonly Closing[],
  typed = yuan(rentFen),
): { name: string; mimeType: string; buffer: Buffer } => {
  const [year = '', quarter = ''] = period.split('Q');
  const month = 3 * Number(quarter) - 2;
  const rows = accounts.flatMap(({ account, book, closing }, at) => [
    [
      ...[village, account, book, `${year}-${String(month).padStart(2, '0')}-01`, '', '期初余额', ''],
      '',
      '',
      yuan(closing),
    ],
    [
      ...[village, account, book, `${year}年${month}月5日`, '1', '收店面租金', '经营收入'],
      ...[at === 0 ? typed : yuan(rentFen), '', yuan(closing + rentFen)],
    ],
  ]);
  const header = ['村', '账户', '账套', '日期', '凭证号', '摘要', '科目', '收入', '支出', '余额'];
  const text = [header, ...rows].map((row) => row.join(',')).join('\r\n');
  return { name: `${period}.csv`, mimeType: 'text/csv', buffer: Buffer.from(text) };
};
