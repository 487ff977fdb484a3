/** An error as the gateway shows it: where a service refused, with what it said. */
export interface ShownError {
  readonly message: string;
  readonly extensions?: {
    readonly code?: string;
    readonly refusals?: readonly { readonly code: string }[];
  };
}

/** What the gateway answers to a query or a mutation. */
export interface Answer<Data> {
  readonly data?: Data | null;
  readonly errors?: readonly ShownError[];
  /** `stale`: something in it had not seen the position asked for. */
  readonly extensions?: { readonly stale?: boolean };
}

/** The server answered that something is wrong with the request, or did not answer. `message` may be shown. */
export class RequestFailed extends Error {
  readonly code: string;
  /** All that the gateway showed; none where it did not answer. */
  readonly errors: readonly ShownError[];
  constructor(code: string, message: string, errors: readonly ShownError[] = []) {
    super(message);
    this.code = code;
    this.errors = errors;
  }
}

/** Throws `RequestFailed` where there is any error. */
export const dataOf = <Data>({ data, errors = [] }: Answer<Data>): Data => {
  const [error] = errors;
  if (error !== undefined || data === undefined || data === null)
    throw new RequestFailed(error?.extensions?.code ?? 'unknown', error?.message ?? 'no data', errors);
  return data;
};

/**
 * Codes that say that there is no right, or no longer: to ask again would change nothing. All others may pass: a service
 * that is started again, read models that lag behind.
 */
const noRight: readonly string[] = ['access.denied', 'access.not-bound', 'access.office-not-held', 'request.bad-token'];

/** Whether errors say that the asker has no right to what she asked for. */
export const saysNoRight = (errors: readonly ShownError[]): boolean =>
  errors.some(({ extensions: { code = '', refusals = [] } = {} }) =>
    [code, ...refusals.map((refusal) => refusal.code)].some((each) => noRight.includes(each)),
  );
