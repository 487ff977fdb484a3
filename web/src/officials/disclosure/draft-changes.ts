import { compareVersions, type Comparison } from '../../villager/disclosure/compare.ts';
import { readYuan } from '../parts/yuan-input.ts';
import { itemKindOf, type ContentShown, type Draft } from './draft.ts';

const none = (text: string): string | null => (text.trim() === '' ? null : text.trim());
const fen = (text: string): number => readYuan(text) ?? 0;
const amount = (text: string): number | null => (text.trim() === '' ? null : fen(text));

/** What the form would change of a version: looked at before a correction is sent. */
export const draftChanges = (before: ContentShown, { accounts, sections, attachments }: Draft): Comparison =>
  compareVersions(before, {
    accounts: accounts.map(({ account, book, opening, closing, lines }) => ({
      ...{ account: account.trim(), book: book.trim(), opening: fen(opening), closing: fen(closing) },
      lines: lines.map((line) => ({
        // A new line has no name yet: it is none of those that were there.
        id: line.line ?? `new-${line.key}`,
        ...{ date: line.date, voucher: line.voucher.trim(), entry: Number(line.entry) || 0, kind: line.kind },
        ...{ summary: none(line.summary), account: line.account.trim() },
        ...{ receipt: fen(line.receipt), payment: fen(line.payment), payee: none(line.payee) },
        ...{ handler: none(line.handler), witness: none(line.witness), approver: none(line.approver) },
        ...{ corrects: none(line.corrects), itemKind: itemKindOf(line) ?? null },
      })),
    })),
    sections: sections.map(({ kind, rows }) => ({
      kind,
      rows: rows.map((row) => ({
        ...{ item: none(row.item), itemKind: row.itemKind ?? null, quantity: none(row.quantity) },
        ...{ opening: amount(row.opening), increase: amount(row.increase), decrease: amount(row.decrease) },
        ...{ amount: amount(row.amount), counterparty: none(row.counterparty), note: none(row.note) },
      })),
    })),
    attachments: attachments.map(({ file, name }) => ({ name, sha256: file })),
  });

export const isUnchanged = (changes: Comparison): boolean => Object.values(changes).every(({ length }) => length === 0);
