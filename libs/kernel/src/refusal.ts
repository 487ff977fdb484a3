/**
 * A refusal is a documented value, not an exception: `code` is stable and has a heading in docs/refusals.md,
 * `params` fill the texts of the catalogue in `@cunjian/contracts`, `field` names the input at fault.
 */
export interface Refusal {
  readonly code: string;
  readonly params: Readonly<Record<string, string | number>>;
  /** Path into the command, as in `sections.accounts[0].lines[4].amount`. */
  readonly field?: string;
}

/** Every reason at once, at least one. */
export interface Refused {
  readonly refused: readonly [Refusal, ...Refusal[]];
}

export const refuse = (code: string, params: Refusal['params'] = {}, field?: string): Refused => ({
  refused: [field === undefined ? { code, params } : { code, params, field }],
});

/** Undefined where nothing is wrong, so that a decider can write `refuseAll(findings) ?? [event]`. */
export const refuseAll = (refusals: readonly Refusal[]): Refused | undefined => {
  const [first, ...rest] = refusals;
  return first === undefined ? undefined : { refused: [first, ...rest] };
};

export const isRefused = (value: unknown): value is Refused =>
  typeof value === 'object' && value !== null && 'refused' in value && Array.isArray(value.refused);
