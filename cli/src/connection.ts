import { CommandRefused } from './output.ts';

export interface Connection {
  /** Undefined where the server answers 404. */
  bytes(path: string): Promise<Uint8Array | undefined>;
  json<T>(path: string, request?: { readonly form: Record<string, string> }): Promise<T>;
  graphql<T>(query: string, variables?: object): Promise<T>;
  upload(bytes: Uint8Array): Promise<string>;
}

export interface ConnectionOptions {
  readonly url: string;
  readonly token?: string | undefined;
  readonly office?: string | undefined;
}

/** A running deployment. Every failure is a `CommandRefused` that says what to do. */
export const connect = ({ url, token, office }: ConnectionOptions): Connection => {
  const headers = {
    ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
    ...(office === undefined ? {} : { 'cunjian-office': office }),
  };
  const send = async (path: string, init: RequestInit = {}): Promise<Response> => {
    try {
      return await fetch(new URL(path, url), {
        ...init,
        headers: { ...headers, ...(init.headers as Record<string, string>) },
      });
    } catch (error) {
      throw new CommandRefused(
        `${url} can't be reached: is it running there? (${String((error as Error).cause ?? error)})`,
      );
    }
  };
  const accepted = async (response: Response, path: string): Promise<Response> => {
    // Whatever is not of the API gets the page.
    if (response.ok && response.headers.get('content-type')?.startsWith('text/html') === true)
      throw new CommandRefused(`${path}: ${url} has no such path; is it an older deployment than this command line?`);
    if (response.ok) return response;
    const body = (await response.text()).slice(0, 500);
    const hint =
      response.status === 401 || response.status === 403
        ? ' — give a token with --token, and an office with --office'
        : '';
    throw new CommandRefused(`${path}: the server answered ${response.status}${hint}. ${body}`);
  };
  return {
    bytes: async (path) => {
      const response = await send(path);
      if (response.status === 404) return undefined;
      return new Uint8Array(await (await accepted(response, path)).arrayBuffer());
    },
    json: async <T>(path: string, request?: { readonly form: Record<string, string> }) => {
      const init = request === undefined ? {} : { method: 'POST', body: new URLSearchParams(request.form) };
      return (await (await accepted(await send(path, init), path)).json()) as T;
    },
    graphql: async <T>(query: string, variables: object = {}) => {
      const response = await send('/graphql', {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ query, variables }),
      });
      const { data, errors } = (await response.json()) as { data?: T; errors?: { message: string }[] };
      if (errors?.[0] !== undefined || data === undefined || data === null)
        throw new CommandRefused(errors?.map(({ message }) => message).join('; ') ?? `no data (${response.status})`);
      return data;
    },
    upload: async (bytes) => {
      const response = await send('/upload', {
        method: 'POST',
        headers: { 'content-type': 'application/octet-stream' },
        body: Buffer.from(bytes),
      });
      return ((await (await accepted(response, '/upload')).json()) as { sha256: string }).sha256;
    },
  };
};
