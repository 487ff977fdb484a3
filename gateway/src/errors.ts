import { refusalMessage, refusalRemedy, type Language } from '@cunjian/contracts';
import type { Refusal } from '@cunjian/kernel';
import { GraphQLError, type GraphQLFormattedError } from 'graphql';
import { gatewayRefusals } from './refusals.ts';

type Params = Refusal['params'];

export const gatewayMessage = (code: string, language: Language, params: Params = {}): string =>
  refusalMessage(gatewayRefusals, { code, params }, language);

interface Details {
  /** Of the HTTP answer, where the error ends the request. */
  readonly status?: number;
  readonly extensions?: object;
}

/** The parameters that say what is wrong: also where a machine finds them. */
const atFault = ({ field, value }: Params): object => ({
  ...(field === undefined ? {} : { field }),
  ...(value === undefined ? {} : { value }),
});

/** Ends the request, or the field that throws it. Its code is one of `gatewayRefusals`. */
export const gatewayError = (
  code: string,
  language: Language,
  params: Params = {},
  { status = 400, extensions = {} }: Details = {},
): GraphQLError =>
  new GraphQLError(gatewayMessage(code, language, params), {
    extensions: {
      ...extensions,
      ...atFault(params),
      code,
      remedy: refusalRemedy(gatewayRefusals, { code, params }, language),
      http: { status },
    },
  });

/** Extensions as a client sees them: without what is meant for the HTTP answer, or for a developer at the server. */
export const shownExtensions = (extensions: object | undefined): Record<string, unknown> =>
  Object.fromEntries(Object.entries(extensions ?? {}).filter(([key]) => key !== 'http' && key !== 'stacktrace'));

/** The code of what nobody foresaw; what happened stands in the log, under the number that the message names. */
export const internalCode = 'INTERNAL';

const internalRemedy: Readonly<Record<Language, string>> = {
  zh: '请稍后重试；仍然出错时，把编号告诉系统管理员。',
  en: 'Try again later; if it goes on, tell the operator the number.',
};

const internalMessage = (language: Language, correlationId: string): string =>
  language === 'zh'
    ? `系统内部错误，编号 ${correlationId}`
    : `Something went wrong inside; its number is ${correlationId}`;

export const internalError = (
  language: Language,
  correlationId: string,
): Pick<GraphQLFormattedError, 'message' | 'extensions'> => ({
  message: internalMessage(language, correlationId),
  extensions: { code: internalCode, correlationId, remedy: internalRemedy[language] },
});
