import { randomUUID } from 'node:crypto';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { workspaceRoot } from './workspace.ts';

// A journey looks into whatever shape it asked for.
// eslint-disable-next-line @typescript-eslint/no-explicit-any -- see above
export type Data = any;

export interface UserError {
  readonly code: string;
  readonly message: string;
  readonly field: string | null;
  readonly row: number | null;
}

export interface Answered {
  readonly data?: Data;
  readonly errors?: readonly { readonly message: string; readonly extensions?: { readonly code?: string } }[];
  readonly extensions?: { readonly stale?: boolean };
}

/** One person at her device: signed in as a demo account, acting in the office that the account holds. */
export interface Actor {
  readonly token: string;
  readonly office: string | undefined;
  readonly headers: Readonly<Record<string, string>>;
  /** The data; throws for any error. `$atLeast` is there for the asking: what this person last wrote. */
  ask(query: string, variables?: object): Promise<Data>;
  /** The answer with its errors. */
  send(query: string, variables?: object): Promise<Answered>;
  /** The payload of a mutation that must succeed. `commandId` is minted where the input has none. */
  carryOut(mutation: string, input: object, selection?: string): Promise<Data>;
  /** What a mutation that must be refused is refused with. */
  refused(mutation: string, input: object, selection?: string): Promise<readonly UserError[]>;
  /** Hands a file in; its hash. */
  upload(bytes: Uint8Array): Promise<string>;
  get(path: string): Promise<Response>;
}
export type Actors = (account: string) => Promise<Actor>;

/** Mutation → the type of its input, as the schema says. */
const inputTypes = new Map(
  readdirSync(join(workspaceRoot, 'gateway', 'schema')).flatMap((file) =>
    [...readFileSync(join(workspaceRoot, 'gateway', 'schema', file), 'utf8').matchAll(/(\w+)\(input: (\w+!)\)/g)].map(
      ([, mutation = '', type = '']) => [mutation, type] as const,
    ),
  ),
);

export const mutationText = (mutation: string, selection: string): string =>
  `mutation ($input: ${inputTypes.get(mutation)}) { ${mutation}(input: $input) {
    userErrors { code message field sheet row column value } position ${selection} } }`;

/** Everybody who can sign in at `url`, over HTTP as any client would. */
export const createActors = (url: string): Actors => {
  const known = new Map<string, Promise<Actor>>();
  return (account) => {
    const actor = known.get(account) ?? signIn(url, account);
    known.set(account, actor);
    return actor;
  };
};

/** Signed in once more, as in another tab or on another device. */
export const signIn = async (url: string, account: string): Promise<Actor> => {
  const body = new URLSearchParams({ account });
  const answer = await fetch(`${url}/sign-in/demo-token`, { method: 'POST', body });
  if (!answer.ok) throw new Error(`${account} can't sign in: ${await answer.text()}`);
  const { token } = (await answer.json()) as { token: string };
  const visitor = createActor(url, token, undefined);
  const { viewer } = await visitor.ask('{ viewer { offices { id } } }');
  return createActor(url, token, viewer.offices[0]?.id);
};

/** Each waits as long as a read does. */
const maxTries = 10;

const createActor = (url: string, token: string, office: string | undefined): Actor => {
  const headers = {
    authorization: `Bearer ${token}`,
    'accept-language': 'zh-CN',
    ...(office === undefined ? {} : { 'cunjian-office': office }),
  };
  let atLeast: string | undefined;
  const send: Actor['send'] = async (query, variables = {}) => {
    const response = await fetch(`${url}/graphql`, {
      method: 'POST',
      headers: { ...headers, 'content-type': 'application/json' },
      body: JSON.stringify({ query, variables: { ...(query.includes('$atLeast') ? { atLeast } : {}), ...variables } }),
    });
    return (await response.json()) as Answered;
  };
  /** As the page does: what had not seen what this person wrote is asked for anew. */
  const seen = async (query: string, variables?: object): Promise<Answered> => {
    for (let tries = 1; ; tries++) {
      const answer = await send(query, variables);
      const isLate = answer.extensions?.stale === true || answer.errors?.[0]?.extensions?.code === 'query.not-yet';
      if (!isLate || tries === maxTries) return answer;
    }
  };
  const ask: Actor['ask'] = async (query, variables) => {
    const { data, errors } = await (query.startsWith('mutation') ? send : seen)(query, variables);
    if (errors !== undefined || data === undefined)
      throw new Error(`${JSON.stringify(errors)} in answer to ${query}`, { cause: errors });
    return data;
  };
  const mutate = async (mutation: string, input: object, selection: string): Promise<Data> => {
    const payload = (await ask(mutationText(mutation, selection), { input: { commandId: randomUUID(), ...input } }))[
      mutation
    ];
    atLeast = payload.position ?? atLeast;
    return payload;
  };
  return {
    token,
    office,
    headers,
    send,
    ask,
    carryOut: async (mutation, input, selection = '') => {
      const payload = await mutate(mutation, input, selection);
      if (payload.userErrors.length > 0) throw new Error(`${mutation}: ${JSON.stringify(payload.userErrors)}`);
      return payload;
    },
    refused: async (mutation, input, selection = '') => {
      const { userErrors } = await mutate(mutation, input, selection);
      if (userErrors.length === 0) throw new Error(`${mutation} was not refused`);
      return userErrors;
    },
    upload: async (bytes) => {
      const response = await fetch(`${url}/upload`, { method: 'POST', headers, body: Buffer.from(bytes) });
      if (!response.ok) throw new Error(`upload: ${response.status} ${await response.text()}`);
      return ((await response.json()) as { sha256: string }).sha256;
    },
    get: (path) => fetch(url + path, { headers }),
  };
};
