import { refusalMessage, refusalRemedy, type Language } from '@cunjian/contracts';
import { isRefused, type Refusal } from '@cunjian/kernel';
import { TRPCError } from '@trpc/server';
import type { GraphQLError } from 'graphql';
import { ZodError } from 'zod';
import { gatewayError } from './errors.ts';
import { issueText, valueAt } from './input-issues.ts';
import { refusalTexts } from './refusal-texts.ts';
import { gatewayRefusals } from './refusals.ts';

/** As in the schema. */
export interface UserError {
  readonly code: string;
  readonly message: string;
  readonly remedy?: string | undefined;
  readonly field?: string | undefined;
  readonly sheet?: string | undefined;
  readonly row?: number | undefined;
  readonly column?: string | undefined;
  readonly value?: string | undefined;
}

const textOf = (value: string | number | undefined): string | undefined =>
  value === undefined ? undefined : String(value);

export const userError = ({ code, params, field }: Refusal, language: Language): UserError => {
  // A list of divisions has lines.
  const { sheet, line, row = line, column, value } = params;
  return {
    code,
    message: refusalMessage(refusalTexts, { code, params }, language),
    remedy: refusalRemedy(refusalTexts, { code, params }, language),
    field,
    sheet: textOf(sheet),
    row: typeof row === 'number' && row > 0 ? row : undefined,
    column: textOf(column),
    value: textOf(value),
  };
};

export const userErrors = (refusals: readonly Refusal[], language: Language): readonly UserError[] =>
  refusals.map((refusal) => userError(refusal, language));

/** `content.accounts[0].lines[4].payment` */
const pathOf = (path: readonly PropertyKey[]): string =>
  path.reduce<string>(
    (text, key) => (typeof key === 'number' ? `${text}[${key}]` : text === '' ? String(key) : `${text}.${String(key)}`),
    '',
  );

const badInputCode = 'request.bad-input';

/** What a service's schema found wrong with an input; with the values at fault where the input is given. */
export const inputErrors = (
  { cause, message }: TRPCError,
  language: Language,
  input?: unknown,
): readonly UserError[] => {
  const remedy = refusalRemedy(gatewayRefusals, { code: badInputCode, params: {} }, language);
  if (!(cause instanceof ZodError)) return [{ code: badInputCode, message, remedy }];
  return cause.issues.map((issue) => ({
    ...{ code: badInputCode, message: issueText(issue, language), remedy, field: pathOf(issue.path) },
    value: valueAt(input, issue.path),
  }));
};

export const badInput = (error: TRPCError, language: Language): GraphQLError => {
  const found = inputErrors(error, language);
  const detail = found.map(({ field, message }) => `${field ?? ''}: ${message}`).join('; ');
  return gatewayError(badInputCode, language, { detail }, { extensions: { errors: found } });
};

const awayCode = 'service.away';

/** Whether a service did not answer: whether it carried a command out nobody knows. */
export const isAway = (error: unknown): boolean => error instanceof TRPCError && error.code === 'SERVICE_UNAVAILABLE';

/** Of an error that a service throws for what it was asked, or that it is away; undefined for any other. */
export const refusedCall = (error: unknown, language: Language): GraphQLError | undefined => {
  if (isAway(error)) return gatewayError(awayCode, language, {}, { status: 503 });
  if (!(error instanceof TRPCError) || error.code !== 'BAD_REQUEST') return undefined;
  const refused: unknown = error.cause;
  return isRefused(refused) ? refusedQuery(refused.refused, language) : badInput(error, language);
};

/** A query that a service refuses fails, with the refusals in its extensions. */
export const refusedQuery = (refusals: readonly Refusal[], language: Language, status = 200): GraphQLError => {
  const shown = userErrors(refusals, language);
  const reason = shown.map(({ message }) => message).join('; ');
  return gatewayError('query.refused', language, { reason }, { status, extensions: { refusals: shown } });
};

type Refusing = { readonly ok: false; readonly refusals: readonly Refusal[] };

/** The refusals of an answer that is one, in whichever of its two forms. */
export const refusalsOf = (answer: unknown): readonly Refusal[] | undefined => {
  if (isRefused(answer)) return answer.refused;
  if (typeof answer !== 'object' || answer === null) return undefined;
  return 'ok' in answer && answer.ok === false && 'refusals' in answer ? (answer as Refusing).refusals : undefined;
};

type Accepted<T> = Exclude<T, { readonly ok: false } | { readonly refused: unknown }>;

/** Throws where the service refused. */
export const accepted = <T>(answer: T, language: Language): Accepted<T> => {
  const refusals = refusalsOf(answer);
  if (refusals !== undefined) throw refusedQuery(refusals, language);
  return answer as Accepted<T>;
};
