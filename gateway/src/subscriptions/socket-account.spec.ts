import type { IncomingMessage } from 'node:http';
import { expect, it } from '@jest/globals';
import { createCookies } from '../sign-in/cookies.ts';
import { createSocketAccount } from './socket-account.ts';

const accountOf = createSocketAccount({
  sessions: { find: (id: string) => (id === 'hers' ? { account: 'villager' } : undefined) } as never,
  checkBearer: async (token) => (token === 'good' ? 'integrator' : undefined),
  cookies: createCookies('http://cunjian.test'),
});
const opening = (headers: Record<string, string>) =>
  ({ headers: { host: 'cunjian.test', ...headers } }) as IncomingMessage;
const cookie = 'cunjian-session=hers';

it('a cookie counts where the page itself opened the socket', async () => {
  expect(await accountOf(opening({ cookie, origin: 'http://cunjian.test' }), undefined)).toBe('villager');
});

it.each([
  { cookie, origin: 'http://evil.test' },
  { cookie, origin: 'null' },
  { cookie },
  { origin: 'http://cunjian.test' },
])('nobody is known by %j', async (headers) => expect(await accountOf(opening(headers), undefined)).toBeUndefined());

it('a token counts from anywhere, and nothing else where one is given', async () => {
  expect(await accountOf(opening({ origin: 'http://other.test' }), 'Bearer good')).toBe('integrator');
  const page = { cookie, origin: 'http://cunjian.test' };
  expect(await accountOf(opening(page), 'Bearer bad')).toBeUndefined();
  expect(await accountOf(opening(page), 'Basic good')).toBeUndefined();
});
