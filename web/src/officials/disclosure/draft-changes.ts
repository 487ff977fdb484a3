import { readYuan } from '../parts/yuan-input.ts';
import { contentChanges, type ContentChanges } from './content-changes.ts';
import type { ContentShown, Draft } from './draft.ts';

const none = (text: string): string | null => (text.trim() === '' ? null : text.trim());
const fen = (text: string): number => readYuan(text) ?? 0;

/** What the form would change of a version: looked at before a correction is sent. */
export const draftChanges = (before: ContentShown, { accounts, sections, attachments }: Draft): ContentChanges =>
  contentChanges(before, {
    accounts: accounts.map(({ account, book, opening, closing, lines }) => ({
      ...{ account: account.trim(), book: book.trim(), opening: fen(opening), closing: fen(closing) },
      lines: lines.map(({ line, ...typed }) => ({
        ...(line === undefined ? {} : { id: line }),
        ...{ date: typed.date, voucher: typed.voucher.trim(), entry: Number(typed.entry) || 0, kind: typed.kind },
        ...{ summary: none(typed.summary), account: typed.account.trim() },
        ...{ receipt: fen(typed.receipt), payment: fen(typed.payment), payee: none(typed.payee) },
        ...{ handler: none(typed.handler), witness: none(typed.witness), approver: none(typed.approver) },
        corrects: none(typed.corrects),
      })),
    })),
    sections: sections.map(({ kind, rows }) => ({
      kind,
      rows: rows.map(({ item, quantity, amount, counterparty, note }) => ({
        ...{ item: none(item), quantity: none(quantity), amount: amount.trim() === '' ? null : fen(amount) },
        ...{ counterparty: none(counterparty), note: none(note) },
      })),
    })),
    attachments: attachments.map(({ file, name }) => ({ name, sha256: file, originalUrl: null })),
  });
