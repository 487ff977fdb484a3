import { LogUnreachable, type FetchLog } from './log-port.ts';

/** Longest answer that is read: an entry bundle holds at most 256 entries of 65,535 bytes. */
const maxBytes = 17_000_000;

/** The log of a server, `base` as in `https://example.org`, or empty for this page's own. */
export const createFetchLog =
  (base: string, headers: () => Readonly<Record<string, string>> = () => ({})): FetchLog =>
  async (path) => {
    try {
      const response = await fetch(`${base}/log/${path}`, { cache: 'no-store', headers: headers() });
      if (response.status === 429 || response.status >= 500) throw new LogUnreachable(String(response.status));
      // A page in place of a file means that this server has no such path.
      if (!response.ok || response.headers.get('content-type')?.startsWith('text/html') === true) return undefined;
      const bytes = new Uint8Array(await response.arrayBuffer());
      return bytes.length <= maxBytes ? bytes : undefined;
    } catch (error) {
      throw error instanceof LogUnreachable ? error : new LogUnreachable(String(error));
    }
  };
