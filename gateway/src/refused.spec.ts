import { expect, it } from '@jest/globals';
import { TRPCError } from '@trpc/server';
import { refusedCall } from './refused.ts';

it('says that a part of the system is away, and that a command may be sent again', () => {
  const away = new TRPCError({ code: 'SERVICE_UNAVAILABLE', message: 'audit did not answer: ECONNREFUSED 10.0.0.7' });
  const shown = refusedCall(away, 'en');
  expect(shown?.extensions).toMatchObject({
    code: 'service.away',
    remedy: expect.stringContaining('the same `commandId`'),
    http: { status: 503 },
  });
  expect(shown?.message).not.toContain('10.0.0.7');
});

it('leaves to others what no service foresaw', () => {
  expect(refusedCall(new TRPCError({ code: 'INTERNAL_SERVER_ERROR' }), 'en')).toBeUndefined();
  expect(refusedCall(new Error('a bug'), 'en')).toBeUndefined();
});
