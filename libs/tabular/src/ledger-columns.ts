import type { ColumnSpec } from './header.ts';

/**
 * Columns of a village's cash and bank journal as villages and township agencies write it, in any order and subset.
 * 借方 and 贷方 of a cash or bank account are receipts and payments.
 */
export const ledgerColumns = {
  village: { type: 'text', names: ['村名', '村社', '村', '村(社区)', '村社名称', '村级组织', '公开单位', '所属村'] },
  bookAccount: {
    type: 'text',
    names: ['账户', '账户名称', '资金账户', '开户行', '银行账户', '现金/银行', '资金来源账户', '账户类型'],
  },
  date: {
    type: 'date',
    names: [
      '日期',
      '记账日期',
      '凭证日期',
      '业务日期',
      '发生日期',
      '收支日期',
      '入账日期',
      '时间',
      '收支时间',
      '年月日',
      '交易日期',
    ],
  },
  voucher: {
    type: 'text',
    names: ['凭证号', '凭证编号', '凭证字号', '凭证号数', '凭证号码', '记账凭证号', '凭证', '凭单号', '字号', '编号'],
  },
  entry: { type: 'text', names: ['分录号', '行号', '分录', '凭证行号', '分录序号'] },
  summary: {
    type: 'text',
    names: [
      '摘要',
      '业务摘要',
      '收支摘要',
      '内容',
      '事由',
      '用途',
      '收支内容',
      '收支项目',
      '项目内容',
      '支出事由',
      '摘要内容',
      '业务内容',
    ],
  },
  account: {
    type: 'text',
    names: ['科目', '会计科目', '科目名称', '对方科目', '科目编码', '收支科目', '一级科目', '明细科目', '科目代码'],
  },
  receipt: {
    type: 'amount',
    names: [
      '收入',
      '收入金额',
      '借方',
      '借方金额',
      '借方发生额',
      '收方',
      '收方金额',
      '本期收入',
      '收入数',
      '进账金额',
      '收入额',
    ],
  },
  payment: {
    type: 'amount',
    names: [
      '支出',
      '支出金额',
      '贷方',
      '贷方金额',
      '贷方发生额',
      '付方',
      '付方金额',
      '本期支出',
      '支出数',
      '付款金额',
      '支出额',
    ],
  },
  balance: {
    type: 'amount',
    names: ['余额', '结余', '结存', '账户余额', '结余金额', '余额金额', '结存金额', '期末余额'],
  },
  payee: {
    type: 'text',
    names: [
      '领款人',
      '收款人',
      '对方单位',
      '收款单位',
      '收款方',
      '领款单位',
      '领款单位(人)',
      '收款单位(人)',
      '往来单位',
      '对方户名',
      '付款对象',
      '交款人',
      '缴款人',
      '收(付)款人',
      '收付款人',
      '对方',
    ],
  },
  handler: { type: 'text', names: ['经手人', '经办人', '经手', '经办', '报账人'] },
  witness: { type: 'text', names: ['证明人', '证明', '验收(证明)人', '见证人'] },
  approver: { type: 'text', names: ['审批人', '批准人', '审批', '签批人', '主审人', '审批领导'] },
  note: { type: 'text', names: ['备注', '说明', '附注'] },
} as const satisfies Record<string, ColumnSpec>;

export type LedgerField = keyof typeof ledgerColumns;
