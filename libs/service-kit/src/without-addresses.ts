import { isIP } from 'node:net';

/** What may be an address, with its port; ends where a sentence would. */
const candidate = /[[\w:][\w.:\]-]*[\w\]]/g;
const hostAndPort = /^\[?(.+?)\]?(?::(\d{1,5}))?$/;
const hostName = /^[a-z][\w.-]*$/i;
/** Of the platform's errors: the name that it looked up follows. */
const lookedUp = /\b(ENOTFOUND|EAI_AGAIN) \S+/g;
const leftOut = '…';

const isAddress = (text: string): boolean => {
  const [, host = '', port] = hostAndPort.exec(text) ?? [];
  return isIP(host) !== 0 || isIP(text) !== 0 || (port !== undefined && hostName.test(host));
};

/** Words for anybody to read: errors of clients name the servers that they speak to. */
export const withoutAddresses = (text: string): string =>
  text.replace(lookedUp, `$1 ${leftOut}`).replace(candidate, (found) => (isAddress(found) ? leftOut : found));
