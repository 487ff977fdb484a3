import { visitor, type Caller } from '@cunjian/access';
import { refuse } from '@cunjian/kernel';
import { invalidCursor } from '@cunjian/read-model';
import { describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { createProcedures, type ResolveCaller } from './procedures.ts';

const village = '330302001201';
const resident: Caller = {
  ...visitor,
  account: 'a',
  person: 'p',
  residencies: [{ division: village, kind: 'resident' }],
};
const context = { account: 'a', correlationId: 'c' };

const api = (resolve: ResolveCaller, reached = true) => {
  const asked: unknown[] = [];
  const { router, query, command, createCallerFactory } = createProcedures(resolve, {
    reached: async (readModels, position) => {
      asked.push([readModels.map(({ name }) => name), position]);
      return reached;
    },
  });
  const made = router({
    read: query('disclosure.read', { name: 'disclosures' })
      .input(z.object({ division: z.string() }))
      .query(({ ctx, input }) => ctx.answer(ctx.may(input) ? 'the figures' : 'nothing')),
    careless: query('disclosure.read').query(() => 'the figures'),
    raise: command('objection.raise')
      .input(z.object({ division: z.string() }))
      .mutation(({ ctx, input }) => ctx.authorise(input) ?? ctx.caller.person),
  });
  return { calls: createCallerFactory(made)(context), asked };
};
const commandId = 'a3c5b1a0-6f43-4a39-8a6e-0b8f5a0a4a11';

describe('a procedure', () => {
  it('may be asked for a resource as its action says', async () => {
    const { calls } = api(async () => resident);
    expect(await calls.read({ division: village })).toEqual({ stale: false, value: 'the figures' });
    expect(await calls.read({ division: '330302001202' })).toEqual({ stale: false, value: 'nothing' });
    expect(await calls.raise({ division: village, commandId })).toBe('p');
    expect(await calls.raise({ division: '330302001202', commandId })).toEqual({
      refused: [{ code: 'access.denied', params: { action: 'objection.raise', division: '330302001202' } }],
    });
  });

  it('throws where it answers without having asked who may', async () => {
    await expect(api(async () => resident).calls.careless({})).rejects.toThrow(
      'careless answered without asking who may: disclosure.read',
    );
  });

  it('denies everything, with the refusal, where the caller can not be known', async () => {
    const { calls } = api(async () => refuse('access.stale', { lagSeconds: 90, limitSeconds: 60 }));
    expect(await calls.read({ division: village })).toMatchObject({ value: 'nothing' });
    expect(await calls.raise({ division: village, commandId })).toMatchObject({ refused: [{ code: 'access.stale' }] });
  });

  it('takes a mutation only with the id of its intent', async () => {
    const { calls } = api(async () => resident);
    await expect(calls.raise({ division: village, commandId: 'again' })).rejects.toThrow('commandId');
  });
});

describe('a query with a cursor that no list gave out', () => {
  const asking = (error: unknown) => {
    const { router, query, createCallerFactory } = createProcedures(async () => resident);
    const list = query('divisions.read').query(({ ctx }) => {
      ctx.may({ division: village });
      throw error;
    });
    return createCallerFactory(router({ list }))(context).list({});
  };

  it('is refused as such', async () => {
    const error = Object.assign(new Error('cursor'), { code: invalidCursor });
    await expect(asking(error)).rejects.toMatchObject({
      code: 'BAD_REQUEST',
      cause: { refused: [{ code: 'query.bad-cursor', field: 'after' }] },
    });
  });

  it('is told apart from a failure', async () => {
    await expect(asking(new Error('disk'))).rejects.toMatchObject({ code: 'INTERNAL_SERVER_ERROR' });
  });
});

describe('a query with atLeast', () => {
  it('waits for the read models that it names, and says when they are behind', async () => {
    const { calls, asked } = api(async () => resident, false);
    expect(await calls.read({ division: village, atLeast: '17' })).toEqual({ stale: true, value: 'the figures' });
    expect(asked).toEqual([[['disclosures'], 17n]]);
  });

  it('waits for nothing without it', async () => {
    const { calls, asked } = api(async () => resident, false);
    expect(await calls.read({ division: village })).toMatchObject({ stale: false });
    expect(asked).toEqual([]);
  });

  it.each(['', '-1', '1'.repeat(21), '1n'])('refuses the position %j', async (atLeast) => {
    await expect(api(async () => resident).calls.read({ division: village, atLeast })).rejects.toThrow('atLeast');
  });
});

describe('an anonymous procedure', () => {
  const { router, anonymous, createCallerFactory } = createProcedures(async () => resident);
  const made = createCallerFactory(
    router({
      check: anonymous('sheet.check').query(({ ctx }) => [ctx.may({ division: village }), ctx.caller.person]),
      raise: anonymous('objection.raise').query(({ ctx }) => ctx.may({ division: village })),
      careless: anonymous('sheet.check').query(() => 'the figures'),
    }),
  );
  const nobody = made({ correlationId: 'c' });

  it('knows nobody, and grants what anyone may', async () => {
    expect(await nobody.check()).toEqual([true, undefined]);
    expect(await nobody.raise()).toBe(false);
  });

  it('throws where it is told who calls, or answers without having asked', async () => {
    await expect(made(context).check()).rejects.toThrow('check must not be told who calls');
    await expect(made({ office: 'o', correlationId: 'c' }).check()).rejects.toThrow('must not be told who calls');
    await expect(nobody.careless()).rejects.toThrow('without asking who may');
  });
});
