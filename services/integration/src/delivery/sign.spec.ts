import { describe, expect, it } from '@jest/globals';
import { showSecret, signedHeaders } from './sign.ts';

/** The vector of the reference libraries (github.com/standard-webhooks/standard-webhooks, MIT): «sign function works». */
const secret = Buffer.from('MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw', 'base64');
const message = { id: 'msg_p5jXN8AQM9LWM0D4loKWxJek', timestamp: 1_614_265_330, body: '{"test": 2432232314}' };
const expected = 'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=';

describe('Standard Webhooks', () => {
  it('signs as the reference libraries do', () => {
    expect(showSecret(secret)).toBe('whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw');
    expect(signedHeaders(message, [secret])).toEqual({
      'webhook-id': message.id,
      'webhook-timestamp': '1614265330',
      'webhook-signature': expected,
    });
  });

  it('gives a signature for each secret while two overlap, separated by a space', () => {
    const { 'webhook-signature': both } = signedHeaders(message, [Buffer.alloc(32, 7), secret]);
    const [first, second] = both?.split(' ') ?? [];
    expect(second).toBe(expected);
    expect(first).toMatch(/^v1,[\w+/]{43}=$/);
    expect(first).not.toBe(expected);
  });

  it('signs id, time and body: none of them can be another', () => {
    for (const other of [{ id: 'msg_other' }, { timestamp: 1 }, { body: '{}' }])
      expect(signedHeaders({ ...message, ...other }, [secret])['webhook-signature']).not.toBe(expected);
  });
});
