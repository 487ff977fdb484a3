/** What a query of a mutation asks for beside its own result. */
export const payloadFields =
  'userErrors { code message remedy field sheet row column value } receipt { note state } position';
