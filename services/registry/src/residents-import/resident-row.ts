import type { Refusal } from '@cunjian/kernel';

/** A row of a file of residents, checked. Values in the clear: never in an event or a read model. */
export interface ResidentRow {
  /** As the user's program numbers it. */
  readonly row: number;
  readonly division: string;
  readonly household: string;
  readonly group?: string;
  readonly name: string;
  readonly idNumber?: string;
  readonly phone?: string;
  /** YYYY-MM-DD. */
  readonly birthDate?: string;
  /** Blank: as it is; for a new resident `registered`. */
  readonly kind?: 'registered' | 'resident';
}

export const columns = {
  name: { zh: '姓名', titles: ['姓名', 'name'] },
  household: { zh: '户号', titles: ['户号', '户编号', '家庭编号', '户籍编号', 'household'] },
  idNumber: { zh: '身份证号', titles: ['身份证号', '身份证号码', '公民身份号码', '身份号码', '证件号码', 'id_number'] },
  group: { zh: '村民小组', titles: ['村民小组', '小组', '组', '组别', 'group'] },
  phone: { zh: '电话', titles: ['电话', '手机', '手机号', '手机号码', '联系电话', '电话号码', 'phone'] },
  birthDate: { zh: '出生日期', titles: ['出生日期', '出生年月日', '生日', 'birth_date'] },
  kind: { zh: '类型', titles: ['类型', '人员类型', '居住类型', 'kind'] },
  village: { zh: '村社', titles: ['村社', '村', '所在村', '村名', '区划代码', '村社代码', 'village'] },
} as const;
export type Column = keyof typeof columns;

export const kindsInFiles: Readonly<Record<string, 'registered' | 'resident'>> = {
  户籍: 'registered',
  户籍人口: 'registered',
  registered: 'registered',
  常驻: 'resident',
  常住: 'resident',
  常住人口: 'resident',
  居住: 'resident',
  resident: 'resident',
};

/** Where a cell stands, as the user's program shows it. */
export interface Place {
  readonly sheet: string;
  readonly row: number;
  /** Letter of the column; empty where the table lacks it. */
  readonly letter: string;
}

/** What is wrong with a cell: sheet, row, column and value; the text of the code says the remedy. */
export const cellFinding = (
  code: string,
  column: Column,
  { sheet, row, letter }: Place,
  value: string,
  more: Refusal['params'] = {},
): Refusal => ({
  code,
  params: { sheet, row, column: letter, header: columns[column].zh, value, ...more },
  field: `rows[${row}].${column}`,
});
