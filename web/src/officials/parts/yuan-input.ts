import { formatFen, parseAmount } from '@cunjian/tabular/amount';

/** Fen of what a person typed as yuan: `1,234.5`, `１２３４元`, `(12.00)`, `0.3万`; null: empty, undefined: no amount. */
export const readYuan = (text: string): number | null | undefined => {
  const parsed = parseAmount(text);
  return 'value' in parsed ? parsed.value : undefined;
};

/** What stands in an input for an amount; nothing for 0, so that one need not delete it first. */
export const writeYuan = (fen: number): string => (fen === 0 ? '' : formatFen(fen));
