import type { FieldError } from '../officials/parts/form-errors.ts';

interface Asked {
  readonly value: string;
  readonly field: string;
  readonly label: string;
}

/** A finding for each field that was left empty; `key` is the text that says so, with `{field}`. */
export const missingOf = (
  t: (key: string, named: Record<string, string>) => string,
  key: string,
  asked: readonly Asked[],
): readonly FieldError[] =>
  asked.flatMap(({ value, field, label }) =>
    value.trim() === '' ? [{ field, message: t(key, { field: label }) }] : [],
  );
