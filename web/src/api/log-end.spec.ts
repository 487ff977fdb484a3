import { describe, expect, it } from '@jest/globals';
import { dataOf, RequestFailed, type ShownError } from './answer.ts';
import { logEnd } from './log-end.ts';

const division = '330324108207';
const shown = (code: string, refusals: readonly string[] = []): ShownError => ({
  message: code,
  extensions: { code, refusals: refusals.map((refusal) => ({ code: refusal })) },
});
const endAfter = (error: ShownError) => logEnd(division, async () => dataOf<never>({ data: null, errors: [error] }));

describe('the end of a log', () => {
  it('is where its next entry comes', async () => {
    const end = await logEnd(division, async () => dataOf({ data: { divisionEvents: { log: division, size: 7 } } }));
    expect(end).toEqual({ log: division, next: 7 });
  });

  it.each([
    ['has no right to it', shown('query.refused', ['access.denied'])],
    ['holds the office no longer', shown('query.refused', ['access.office-not-held'])],
    ['is signed in no more', shown('request.bad-token')],
  ])('is not told to whoever %s', async (_, error) => {
    expect(await endAfter(error)).toBeUndefined();
  });

  it.each([
    ['a service does not answer', shown('service.away')],
    ['rights are not known yet', shown('query.refused', ['access.stale'])],
    ['nobody knows why', shown('INTERNAL')],
  ])('is still to be found out where %s', async (_, error) => {
    await expect(endAfter(error)).rejects.toThrow(RequestFailed);
  });

  it('is still to be found out where nothing answers', async () => {
    const offline = new RequestFailed('offline', 'no network');
    await expect(logEnd(division, () => Promise.reject(offline))).rejects.toBe(offline);
  });
});
