import { Agent, request } from 'node:http';

const maxAnswerMs = 60_000;

export interface As {
  readonly token?: string;
  readonly office?: string;
}

interface Answer<Data> {
  readonly data?: Data;
  readonly errors?: readonly { readonly message: string }[];
}

export interface GraphqlClient {
  /** The data of an answer without errors. */
  ask<Data>(query: string, variables?: object, as?: As): Promise<Data>;
  get(path: string, as?: As): Promise<string>;
  postForm(path: string, fields: Readonly<Record<string, string>>): Promise<string>;
  close(): void;
}

/** A client on so many connections of loopback, all kept alive. */
export const createGraphqlClient = (port: number, connections: number): GraphqlClient => {
  const agent = new Agent({ keepAlive: true, maxSockets: connections });

  const send = (method: string, path: string, headers: Record<string, string>, body = ''): Promise<string> =>
    new Promise((resolve, reject) => {
      // The server closes connections that were idle for some seconds, maybe just as one is used again.
      const retryOrReject = (error: NodeJS.ErrnoException): void => {
        if (sent.reusedSocket && error.code === 'ECONNRESET') resolve(send(method, path, headers, body));
        else reject(error);
      };
      const signal = AbortSignal.timeout(maxAnswerMs);
      const host = '127.0.0.1';
      const sent = request({ port, host, path, method, agent, headers, signal }, (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('error', reject);
        response.on('end', () => {
          const text = Buffer.concat(chunks).toString();
          if (response.statusCode === 200) resolve(text);
          else reject(new Error(`${method} ${path}: ${response.statusCode} ${text.slice(0, 500)}`));
        });
      });
      sent.on('error', retryOrReject);
      sent.end(body);
    });
  const typed = (type: string, body: string) => ({
    'content-type': type,
    'content-length': String(Buffer.byteLength(body)),
  });
  const headersOf = ({ token, office }: As) => ({
    ...(token && { authorization: `Bearer ${token}` }),
    ...(office && { 'cunjian-office': office }),
  });

  return {
    ask: async <Data>(query: string, variables: object = {}, as: As = {}) => {
      const body = JSON.stringify({ query, variables });
      const text = await send('POST', '/graphql', { ...typed('application/json', body), ...headersOf(as) }, body);
      const { data, errors } = JSON.parse(text) as Answer<Data>;
      if (data === undefined || errors !== undefined) throw new Error(`${query}: ${text.slice(0, 500)}`);
      return data;
    },
    get: (path, as = {}) => send('GET', path, headersOf(as)),
    postForm: (path, fields) => {
      const body = new URLSearchParams(fields).toString();
      return send('POST', path, typed('application/x-www-form-urlencoded', body), body);
    },
    close: () => agent.destroy(),
  };
};
