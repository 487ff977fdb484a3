import type { FieldError } from './form-errors.ts';

/** A finding for each field that must be filled in and is not. `t` is the page's translation. */
export const missing = (
  t: (key: string, given: Record<string, string>) => string,
  required: readonly (readonly [field: string, value: string | undefined, label: string])[],
): readonly FieldError[] =>
  required
    .filter(([, value]) => value === undefined || value.trim() === '')
    .map(([field, , label]) => ({ field, message: t('officials.form.fillIn', { field: label }) }));
