import { visitor } from '@cunjian/access';
import { describe, expect, it } from '@jest/globals';
import { lookUpOnce } from './look-up-once.ts';
import { createProcedures } from './procedures.ts';

const division = '330302001201';
const commandId = 'a3c5b1a0-6f43-4a39-8a6e-0b8f5a0a4a11';

/** A service that counts how often it is asked who calls. */
const service = () => {
  let lookUps = 0;
  const { router, query, command, createCallerFactory } = createProcedures(async (call) => {
    lookUps++;
    return { ...visitor, account: call.account ?? '' };
  });
  const made = router({
    read: query('disclosure.read').query(({ ctx }) => [ctx.may({ division }), ctx.caller.account]),
    raise: command('objection.raise').mutation(({ ctx }) => ctx.may({ division })),
  });
  return { callerFor: createCallerFactory(made), lookUps: () => lookUps };
};
const call = () => ({ account: 'a', correlationId: 'c' });

describe('who sent a request', () => {
  it('is looked up once for all it reads at a time', async () => {
    const { callerFor, lookUps } = service();
    const request = callerFor(lookUpOnce(call()));
    const answers = await Promise.all([request.read({}), request.read({})]);
    expect(answers.map((answer) => answer[1])).toEqual(['a', 'a']);
    expect(lookUps()).toBe(1);
  });

  it('is looked up anew by a command, and after it', async () => {
    const { callerFor, lookUps } = service();
    const request = callerFor(lookUpOnce(call()));
    await request.read({});
    await request.raise({ commandId });
    expect(lookUps()).toBe(2);
    await request.read({});
    expect(lookUps()).toBe(3);
  });

  it('is looked up by each service, and for each request', async () => {
    const [one, other] = [service(), service()];
    const sent = lookUpOnce(call());
    await one.callerFor(sent).read({});
    await other.callerFor(sent).read({});
    await one.callerFor(lookUpOnce(call())).read({});
    expect([one.lookUps(), other.lookUps()]).toEqual([2, 1]);
  });

  it('is looked up with every call of what is no request', async () => {
    const { callerFor, lookUps } = service();
    const lasting = callerFor(call());
    await lasting.read({});
    await lasting.read({});
    expect(lookUps()).toBe(2);
  });
});
