import { useI18n } from 'vue-i18n';
import { yuan } from '../money.ts';
import type { SayField } from './comparison.ts';

const amounts = new Set([
  ...['receipt', 'payment', 'receipts', 'payments', 'opening', 'closing', 'amount'],
  ...['income', 'expenditure', 'difference', 'openingDifference', 'increase', 'decrease', 'total'],
]);

/** What does not agree is named as the page names it, amounts in yuan. */
export const useSayField = (): SayField => {
  const { t, te } = useI18n();
  return (field, value) => {
    const key = ['verify.field', 'villager.disclosure.lines', 'villager.disclosure']
      .map((prefix) => `${prefix}.${field}`)
      .find((one) => te(one));
    const isAmount = amounts.has(field) && typeof value === 'number';
    return { field: key === undefined ? field : t(key), value: isAmount ? yuan(value) : String(value ?? '—') };
  };
};
