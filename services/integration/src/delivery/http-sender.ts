import { lookup } from 'node:dns/promises';
import { request as httpRequest, type IncomingMessage } from 'node:http';
import { request as httpsRequest, type RequestOptions } from 'node:https';
import { isIP } from 'node:net';
import type { Clock } from '@cunjian/kernel';
import { elapsed } from '@cunjian/service-kit';
import type { AddressPolicy } from './address-policy.ts';

/** From the look-up of the name to the end of the answer. */
export const maxDeliveryMs = 15_000;
/** Of an answer's body, what is read; the connection is closed then. */
export const maxAnswerBytes = 16_384;
/** Of it, what is kept for the owner to see. */
export const maxExcerptChars = 300;

export interface Delivery {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  readonly signal: AbortSignal;
}

/** What came of an attempt: an HTTP status, or why there was none. Never thrown. */
export type Answer =
  | { readonly status: number; readonly excerpt: string; readonly ms: number }
  | { readonly error: string; readonly ms: number };

export type Send = (delivery: Delivery) => Promise<Answer>;

export interface HttpSenderOptions {
  readonly policy: AddressPolicy;
  readonly clock: Clock;
  /** All addresses of a name; by default as the system resolves it. */
  readonly resolve?: (hostname: string) => Promise<readonly string[]>;
}

const resolveBySystem = async (hostname: string): Promise<readonly string[]> =>
  (await lookup(hostname, { all: true, verbatim: true })).map(({ address }) => address);

/** Carries its words to the log of deliveries. */
class Refused extends Error {}

/**
 * The address that is connected to is one that was checked: a name is resolved once, and another answer to a second
 * question (DNS rebinding) is never asked for. A name is refused where any of its addresses is.
 */
const checkedAddress = async (url: URL, { policy, resolve = resolveBySystem }: HttpSenderOptions): Promise<string> => {
  const host = url.hostname.replace(/^\[|\]$/g, '');
  const addresses = isIP(host) === 0 ? await resolve(host) : [host];
  const [first] = addresses;
  if (first === undefined) throw new Refused('the name has no address');
  if (!addresses.every((address) => policy.allows(address))) throw new Refused('the address is not public');
  if (url.protocol !== 'https:' && !addresses.every((address) => policy.isOwn(address)))
    throw new Refused('plain HTTP is not delivered to public addresses');
  return first;
};

const readExcerpt = async (response: IncomingMessage): Promise<string> => {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of response as AsyncIterable<Buffer>) {
    chunks.push(chunk);
    bytes += chunk.length;
    if (bytes >= maxAnswerBytes) break;
  }
  return Buffer.concat(chunks)
    .toString('utf8')
    .replace(/\p{C}+/gu, ' ')
    .slice(0, maxExcerptChars);
};

const post = (url: URL, address: string, { headers, body }: Delivery, signal: AbortSignal) =>
  new Promise<{ status: number; excerpt: string }>((resolve, reject) => {
    const options: RequestOptions = {
      method: 'POST',
      // Each on a connection of its own: one kept alive might be to an address that is no longer the name's.
      agent: false,
      signal,
      headers: {
        ...headers,
        host: url.host,
        'content-type': 'application/json',
        'content-length': Buffer.byteLength(body),
        'user-agent': 'cunjian-webhooks/1',
      },
      host: address,
      port: url.port === '' ? (url.protocol === 'https:' ? 443 : 80) : Number(url.port),
      path: url.pathname + url.search,
      // The certificate must be the name's, whatever address it has.
      ...(url.protocol === 'https:' && isIP(url.hostname) === 0 ? { servername: url.hostname } : {}),
    };
    const request = (url.protocol === 'https:' ? httpsRequest : httpRequest)(options, (response) => {
      readExcerpt(response)
        .then((excerpt) => resolve({ status: response.statusCode ?? 0, excerpt }), reject)
        .finally(() => request.destroy());
    });
    request.on('error', reject);
    request.end(body);
  });

const reasonOf = (error: unknown): string => {
  if (error instanceof Refused) return error.message;
  const code = typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined;
  return String(code ?? error).slice(0, 100);
};

/** Posts to addresses that the policy allows. Redirects are answers like any other: nothing is followed. */
export const createHttpSender = (options: HttpSenderOptions): Send => {
  const { clock } = options;
  return async (delivery) => {
    const startedAt = clock.now();
    const ms = (): number => clock.now() - startedAt;
    const [late, done] = [new AbortController(), new AbortController()];
    const over = AbortSignal.any([done.signal, delivery.signal]);
    const deadline = elapsed(clock, maxDeliveryMs, over).then(() => late.abort());
    const tooLate = deadline.then(() => {
      throw new Refused(`no answer within ${maxDeliveryMs / 1_000} s`);
    });
    tooLate.catch(() => undefined);
    const attempt = async () => {
      const url = new URL(delivery.url);
      return post(url, await checkedAddress(url, options), delivery, late.signal);
    };
    try {
      return { ...(await Promise.race([attempt(), tooLate])), ms: ms() };
    } catch (error) {
      return { error: reasonOf(error), ms: ms() };
    } finally {
      done.abort();
    }
  };
};
