import { describe, expect, it } from '@jest/globals';
import { oneLine, plain } from '@cunjian/personal-data';
import { z } from 'zod';
import { linePoisons, poisons, textFieldsOf } from './input-texts.ts';
import { createProcedures } from './procedures.ts';
import { uncleanTextIn } from './unclean-text.ts';

const { router, query, command } = createProcedures(async () => ({ refused: [{ code: 'x', params: {} }] }));
const answer = async () => 'taken';

describe('uncleanTextIn', () => {
  it('names where controls and overrides stand, in texts and in names of members', () => {
    const input = { a: ['x', 'exe\u202efdp'], b: { 'k\u0000': 'v' }, prose: '一行\n\t两行', n: 1, none: null };
    expect(uncleanTextIn(input)).toEqual(expect.arrayContaining([['a', 1], ['b']]));
    expect(uncleanTextIn(input)).toHaveLength(2);
  });

  it('takes an input nested as deeply as a request can be, and tells no more than twenty findings', () => {
    let deep: unknown = '\u0007';
    for (let i = 0; i < 100_000; i++) deep = [deep];
    expect(uncleanTextIn(deep)).toHaveLength(1);
    expect(uncleanTextIn(Array.from({ length: 100 }, () => '\u0007'))).toHaveLength(20);
  });
});

describe('textFieldsOf', () => {
  const api = router({
    things: router({
      read: query('bodies.read')
        .input(z.object({ ids: z.array(oneLine(z.string())), within: z.enum(['a', 'b']).optional() }))
        .query(answer),
      write: command('notice.write')
        .input(z.object({ title: oneLine(z.string()).optional(), text: plain('free-text'), loose: z.string() }))
        .mutation(answer),
    }),
  });
  const fields = textFieldsOf(api);
  const named = (name: string) => fields.filter(({ path }) => path[0] === name);

  it('lists every text of every procedure', () => {
    const listed = fields.map(({ procedure, path, lines }) => `${procedure} ${path.join('.')}${lines ? ' lines' : ''}`);
    expect(listed).toEqual([
      'things.read atLeast',
      'things.read ids.0',
      'things.write commandId',
      'things.write title',
      'things.write text lines',
      'things.write loose',
    ]);
  });

  it('finds that no procedure takes controls, whatever its schema says', async () => {
    for (const field of fields) for (const poison of poisons) expect(await field.check(poison)).toBeUndefined();
  });

  it('finds the field that takes a line break', async () => {
    for (const poison of linePoisons) {
      for (const field of [...named('ids'), ...named('title')]) expect(await field.check(poison)).toBeUndefined();
      expect(await named('loose')[0]?.check(poison)).toContain('things.write took');
    }
  });
});
