import { randomUUID } from 'node:crypto';
import { expect } from '@jest/globals';
import { patience } from './patience.ts';

interface Viewer {
  readonly person: string;
  readonly offices: readonly { readonly id: string; readonly body: { readonly id: string } }[];
}

/** What there is no page for is done as a client would; in the account's first office, or in the one it holds in `body`. */
export const actorOf = async (url: string, account: string, body?: string) => {
  const post = async (path: string, sent: BodyInit, headers: Record<string, string> = {}) =>
    (await fetch(url + path, { method: 'POST', body: sent, headers })).json();
  const { token } = (await post('/sign-in/demo-token', new URLSearchParams({ account }))) as { token: string };
  const signedIn = { authorization: `Bearer ${token}` };
  const ask = async (query: string, variables: object, headers: Record<string, string> = {}) => {
    const json = { ...signedIn, 'content-type': 'application/json', ...headers };
    const answer = await post('/graphql', JSON.stringify({ query, variables }), json);
    // eslint-disable-next-line @typescript-eslint/no-explicit-any -- whatever shape was asked for
    return (answer as { data: any }).data;
  };
  const asked = async (): Promise<Viewer> => (await ask('{ viewer { person offices { id body { id } } } }', {})).viewer;
  const officeIn = ({ offices }: Viewer) => offices.find((one) => body === undefined || one.body.id === body)?.id;
  const until = performance.now() + patience.stepMs;
  let viewer = await asked();
  // An office that was just given reaches the services with their read models.
  while (body !== undefined && officeIn(viewer) === undefined) {
    if (performance.now() > until) throw new Error(`${account} never held an office in ${body}`);
    viewer = await asked();
  }
  const office = { 'cunjian-office': String(officeIn(viewer)) };
  return {
    person: viewer.person,
    /** For herself, in no office. */
    ask,
    upload: async (bytes: Uint8Array) =>
      ((await post('/upload', Buffer.from(bytes), { ...signedIn, ...office })) as { sha256: string }).sha256,
    carryOut: async (mutation: string, type: string, input: object, selection = '') => {
      const query = `mutation ($input: ${type}!) { ${mutation}(input: $input) { ${selection} userErrors { code } } }`;
      const payload = (await ask(query, { input: { commandId: randomUUID(), ...input } }, office))[mutation];
      expect(payload.userErrors).toEqual([]);
      return payload;
    },
  };
};
export type Actor = Awaited<ReturnType<typeof actorOf>>;
