import { i18n } from '../i18n/index.ts';
import { actingOffice, language } from '../preferences.ts';
import { dataOf, RequestFailed, type Answer } from './answer.ts';

export interface UserError {
  readonly code: string;
  readonly message: string;
  /** What to do about it. */
  readonly remedy?: string | null;
  readonly field: string | null;
  readonly sheet?: string | null;
  readonly row?: number | null;
  readonly column?: string | null;
  readonly value?: string | null;
}

const post = (query: string, variables: object, office: string | undefined): Promise<Response> =>
  fetch('/graphql', {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      'accept-language': language.value === 'zh' ? 'zh-CN' : 'en',
      ...(office === undefined ? {} : { 'cunjian-office': office }),
    },
    body: JSON.stringify({ query, variables }),
  });

const answerTo = async <Data>(query: string, variables: object, office: string | undefined): Promise<Answer<Data>> => {
  try {
    return (await (await post(query, variables, office)).json()) as Answer<Data>;
  } catch {
    throw new RequestFailed('offline', i18n.global.t('state.offline'));
  }
};

/** As the person acts now, or `asMyself`, whatever office she acts in. Throws `RequestFailed` only. */
export const graphql = async <Data>(query: string, variables: object = {}, asMyself = false): Promise<Data> =>
  dataOf(await answerTo<Data>(query, variables, asMyself ? undefined : actingOffice.value));

/** What was read; `stale` where it had not seen the position asked for (`atLeast`), and is to be asked for again. */
export interface Read<Data> {
  readonly data: Data;
  readonly stale: boolean;
}

/** As `graphql`, for queries that hand over a position. */
export const read = async <Data>(query: string, variables: object): Promise<Read<Data>> => {
  const answer = await answerTo<Data>(query, variables, actingOffice.value);
  return { data: dataOf(answer), stale: answer.extensions?.stale === true };
};

/** The answers of page after page, at most `most`; `next` gives the cursor to go on from, undefined at the end. */
export const readPages = async <Data>(
  query: string,
  variables: object,
  next: (answer: Data) => string | undefined,
  most: number,
): Promise<Read<readonly Data[]>> => {
  const found: Data[] = [];
  let [stale, after]: [boolean, string | undefined] = [false, undefined];
  do {
    const answer: Read<Data> = await read<Data>(query, { ...variables, after });
    found.push(answer.data);
    stale ||= answer.stale;
    after = next(answer.data);
  } while (after !== undefined && found.length < most);
  return { data: found, stale };
};

/** Minted once per intent: keep it while the same form is sent again after an error, so that it happens once. */
export const newCommandId = (): string => {
  // In a village's network the page may come over plain HTTP, where browsers have no `randomUUID`.
  if (typeof crypto.randomUUID === 'function') return crypto.randomUUID();
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x40;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
};

/** The stored bytes of a file, for `file` and `scan` inputs. */
export const upload = async (file: Blob): Promise<{ readonly sha256: string; readonly bytes: number }> => {
  const response = await fetch('/upload', {
    method: 'POST',
    headers: {
      'content-type': 'application/octet-stream',
      ...(actingOffice.value === undefined ? {} : { 'cunjian-office': actingOffice.value }),
    },
    body: file,
  });
  const answer = (await response.json()) as { sha256?: string; bytes?: number; message?: string };
  if (!response.ok || answer.sha256 === undefined)
    throw new RequestFailed('upload', answer.message ?? response.statusText);
  return { sha256: answer.sha256, bytes: answer.bytes ?? file.size };
};
