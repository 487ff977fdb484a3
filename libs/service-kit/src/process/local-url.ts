import { isIPv6 } from 'node:net';

/** Addresses that stand for all of the machine's, at which nobody can be reached. */
const ofAll: Readonly<Record<string, string>> = { '0.0.0.0': '127.0.0.1', '::': '::1' };

/** As the process itself reaches what listens there. An IPv6 address stands in brackets (RFC 3986 section 3.2.2). */
export const localUrlOf = (host: string, port: number): string => {
  const address = ofAll[host] ?? host;
  return `http://${isIPv6(address) ? `[${address}]` : address}:${port}`;
};
