/** Id of the input for a path such as `content.accounts[0].lines[4].payment`: a finding of the server finds its field by it. */
export const fieldId = (path: string): string => `field-${path.replace(/[^a-zA-Z0-9]+/g, '-').replace(/-$/, '')}`;

const linePath = /^content\.accounts\[(\d+)\]\.lines\[(\d+)\]/;

/** Which line of which account a finding is about; undefined where it is about none. */
export const lineOfPath = (path: string): { readonly account: number; readonly line: number } | undefined => {
  const [, account, line] = linePath.exec(path) ?? [];
  return account === undefined ? undefined : { account: Number(account), line: Number(line) };
};

/** Paths that belong into `prefix`, without it: what a part of a form shows at its own fields. */
export const below = <Found extends { readonly field: string | null }>(
  found: readonly Found[],
  prefix: string,
): readonly Found[] =>
  found.filter(
    ({ field }) =>
      field !== null && (field === prefix || (/^[.[]/.test(field.slice(prefix.length)) && field.startsWith(prefix))),
  );
