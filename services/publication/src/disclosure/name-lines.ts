interface Unnamed {
  readonly line?: string | undefined;
  readonly date: string;
  readonly voucher: string;
  readonly entry?: number | undefined;
}

type Named<Account extends { readonly lines: readonly Unnamed[] }> = Omit<Account, 'lines'> & {
  lines: (Omit<Account['lines'][number], 'line' | 'entry'> & { line: string; entry: number })[];
};

/**
 * Numbers entries that have no number in the order in which they stand in their voucher, and names lines by book,
 * month, voucher and entry, so that the same line has the same name when a file is imported again or corrected.
 */
export const nameLines = <Account extends { readonly book: string; readonly lines: readonly Unnamed[] }>(
  accounts: readonly Account[],
): Named<Account>[] => {
  const last = new Map<string, number>();
  return accounts.map((account) => ({
    ...account,
    lines: account.lines.map((line: Account['lines'][number]) => {
      const voucher = `${account.book}-${line.date.slice(0, 7)}-${line.voucher}`;
      const entry = line.entry ?? (last.get(voucher) ?? 0) + 1;
      last.set(voucher, Math.max(entry, last.get(voucher) ?? 0));
      return { ...line, line: line.line ?? `${voucher}-${entry}`, entry };
    }),
  }));
};
