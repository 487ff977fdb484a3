import type { Request } from 'express';

/**
 * Whether the page itself made the request. Browsers say so by Sec-Fetch-Site; where they do not (plain HTTP in a
 * local network), the origin that they send with every POST must be the host that was asked.
 */
export const isFromOurPage = ({ headers, method }: Pick<Request, 'headers' | 'method'>): boolean => {
  const site = headers['sec-fetch-site'];
  // Following a link to a file is no danger: it changes nothing, and the other site can't read it.
  if (site !== undefined) return site === 'same-origin' || (site === 'none' && method === 'GET');
  const { origin, host } = headers;
  if (origin === undefined) return method === 'GET';
  return URL.canParse(origin) && new URL(origin).host === host;
};
