import { describe, expect, it } from '@jest/globals';
import type { Resource } from '@cunjian/access';
import { accessMatrix, proceduresOf } from './access-matrix.ts';
import { createProcedures } from './procedures.ts';

const place = {
  division: '330302001201',
  body: 'collective-1',
  bodyKind: 'collective',
  person: 'li',
} as const;
const theCommittee: Resource = { division: place.division, body: 'committee-1', bodyKind: 'villagers-committee' };
const matrix = accessMatrix(place);

/** `asks`: what the procedures ask about, which may be the wrong thing. */
const routerAsking = (asks: Resource) => {
  const { router, query, command } = createProcedures(matrix.resolveCaller);
  return router({
    disclosure: router({
      read: query('disclosure.read').query(({ ctx }) => ctx.answer(ctx.may(asks) ? ['figures'] : [])),
      confirm: command('disclosure.confirm').mutation(({ ctx }) => {
        const refused = ctx.authorise(asks);
        return refused === undefined ? { ok: true } : { ok: false, refusals: refused.refused };
      }),
    }),
  });
};
const entries = { 'disclosure.read': { input: {} }, 'disclosure.confirm': { input: {} } };

const wrongOf = async (asks: Resource) => {
  const found: string[] = [];
  for (const { path, role, relation, check } of matrix.cases(routerAsking(asks), entries))
    if ((await check()) !== undefined) found.push(`${path} ${role} ${relation}`);
  return found;
};

describe('the access matrix', () => {
  it('lists every procedure with its action', () => {
    expect(proceduresOf(routerAsking(place))).toEqual([
      { path: 'disclosure.read', action: 'disclosure.read', kind: 'query' },
      { path: 'disclosure.confirm', action: 'disclosure.confirm', kind: 'mutation' },
    ]);
  });

  it('finds nothing wrong where procedures ask about the right thing', async () => {
    expect(await wrongOf(place)).toEqual([]);
  });

  it('has allowed and denied cases of each procedure', () => {
    for (const path of Object.keys(entries)) {
      const cases = matrix.cases(routerAsking(place), entries).filter((one) => one.path === path);
      expect(new Set(cases.map(({ allowed }) => allowed))).toEqual(new Set([true, false]));
    }
  });

  it('names who gets in where a procedure asks about the wrong body', async () => {
    const wrong = await wrongOf(theCommittee);
    expect(wrong).toContain('disclosure.read resident own');
    expect(wrong).toContain('disclosure.read clerk own village, another body');
    expect(wrong).toContain('disclosure.confirm collective-chair own');
  });

  it('names who gets in where a procedure asks about another village', async () => {
    expect(await wrongOf({ ...place, division: '520329102001' })).toContain('disclosure.read auditor other');
  });

  it('names who wrote though denied, and the query that wrote', async () => {
    let head = 0n;
    const { router, query, command } = createProcedures(matrix.resolveCaller);
    const careless = router({
      disclosure: router({
        read: query('disclosure.read').query(({ ctx }) => {
          if (ctx.caller.acting?.kind === 'auditor') head++;
          return ctx.answer(ctx.may(place) ? ['figures'] : []);
        }),
        confirm: command('disclosure.confirm').mutation(({ ctx }) => {
          head++;
          const refused = ctx.authorise(place);
          return refused === undefined ? { ok: true } : { ok: false, refusals: refused.refused };
        }),
      }),
    });
    const wrong = new Map<string, string>();
    for (const { path, role, relation, check } of matrix.cases(careless, entries, { head: async () => head })) {
      const problem = await check();
      if (problem !== undefined) wrong.set(`${path} ${role} ${relation}`, problem);
    }
    expect(wrong.get('disclosure.confirm person own')).toBe('wrote, though denied');
    expect(wrong.get('disclosure.confirm collective-chair own')).toBeUndefined();
    expect(wrong.get('disclosure.read auditor own')).toBe('wrote, though it is a query');
  });

  it('wants an entry for each procedure, and none beside', () => {
    const [read] = Object.entries(entries);
    expect(() => matrix.cases(routerAsking(place), Object.fromEntries([read ?? []]))).toThrow(
      'without an entry in the access matrix: disclosure.confirm',
    );
    expect(() => matrix.cases(routerAsking(place), { ...entries, gone: { input: {} } })).toThrow('do not exist: gone');
  });

  it('wants an action for each procedure', () => {
    const { router } = createProcedures(matrix.resolveCaller);
    const withoutMeta = Object.assign(router({}), {
      _def: { procedures: { bare: { _def: { type: 'query' } } } },
    });
    expect(() => proceduresOf(withoutMeta as never)).toThrow('bare has no action');
  });
});
