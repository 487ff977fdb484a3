import { randomUUID } from 'node:crypto';
import type { RunningGateway } from './running-gateway.ts';

export interface GraphqlAnswer {
  readonly status: number;
  readonly headers: Headers;
  // Tests look into whatever shape they asked for.
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- see above
  readonly data?: any;
  readonly errors?: readonly {
    readonly message: string;
    readonly path?: readonly (string | number)[];
    readonly extensions: Readonly<Record<string, unknown>> & { readonly code: string };
  }[];
  readonly extensions?: Readonly<Record<string, unknown>>;
  readonly text: string;
}

export interface As {
  readonly token?: string | undefined;
  readonly cookie?: string;
  readonly office?: string | undefined;
  readonly headers?: Readonly<Record<string, string>>;
}

export const newCommandId = (): string => randomUUID();

const headersOf = ({ token, cookie, office, headers }: As) => ({
  'accept-language': 'en',
  ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
  ...(cookie === undefined ? {} : { cookie, 'sec-fetch-site': 'same-origin' }),
  ...(office === undefined ? {} : { 'cunjian-office': office }),
  ...headers,
});

export const postJson = async (
  { url }: Pick<RunningGateway, 'url'>,
  body: string,
  as: As = {},
): Promise<GraphqlAnswer> => {
  const headers = { 'content-type': 'application/json', ...headersOf(as) };
  const response = await fetch(`${url}/graphql`, { method: 'POST', headers, body });
  const text = await response.text();
  const { data, errors, extensions } = (text.startsWith('{') ? JSON.parse(text) : {}) as GraphqlAnswer;
  const more = { ...(errors && { errors }), ...(extensions && { extensions }) };
  return { status: response.status, headers: response.headers, text, data, ...more };
};

export const ask = (gateway: Pick<RunningGateway, 'url'>, query: string, variables: object = {}, as: As = {}) =>
  postJson(gateway, JSON.stringify({ query, variables }), as);

/** The data of a request that must not fail. */
export const data = async (
  gateway: Pick<RunningGateway, 'url'>,
  query: string,
  variables: object = {},
  as: As = {},
) => {
  const answer = await ask(gateway, query, variables, as);
  if (answer.errors !== undefined || answer.data === undefined) throw new Error(answer.text);
  return answer.data;
};

/** The payload of a mutation that must not be refused. `input` gets a commandId where it has none. */
export const carryOut = async (
  gateway: Pick<RunningGateway, 'url'>,
  mutation: string,
  input: object,
  as: As,
  selection = '',
) => {
  const type = `${mutation[0]?.toUpperCase()}${mutation.slice(1)}Input`;
  const query = `mutation ($input: ${inputTypes[mutation] ?? type}!) { ${mutation}(input: $input) { userErrors { code message field } position ${selection} } }`;
  const found = (await data(gateway, query, { input: { commandId: newCommandId(), ...input } }, as))[mutation];
  if (found.userErrors.length > 0) throw new Error(JSON.stringify(found.userErrors));
  return found;
};

const inputTypes: Readonly<Record<string, string>> = Object.fromEntries([
  ...['confirmDisclosure', 'submitDisclosure', 'publishDisclosure', 'discardDisclosure'].map((name) => [
    name,
    'DisclosureCommandInput',
  ]),
  ['importDisclosures', 'DisclosureFileInput'],
  ...['acceptAnswer', 'escalateObjection'].map((name) => [name, 'ObjectionCommandInput']),
  ...['issueActivationSlip', 'revokeActivationSlip'].map((name) => [name, 'ActivationSlipInput']),
]);
