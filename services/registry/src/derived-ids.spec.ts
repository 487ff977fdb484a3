import { describe, expect, it } from '@jest/globals';
import { createDerivedIds } from './derived-ids.ts';

const ids = createDerivedIds(new Uint8Array(32).fill(1));
const others = createDerivedIds(new Uint8Array(32).fill(2));

describe('derived ids', () => {
  it('are the same again, and others under another key', () => {
    expect(ids.personByIdNumber('11010519491231002X')).toBe(ids.personByIdNumber('11010519491231002X'));
    expect(ids.personByIdNumber('11010519491231002X')).toMatch(/^p-[A-Za-z0-9_-]{22}$/);
    expect(others.personByIdNumber('11010519491231002X')).not.toBe(ids.personByIdNumber('11010519491231002X'));
  });

  it('differ by purpose and by where one part ends', () => {
    const all = [
      ids.personByIdNumber('ab'),
      ids.personBy('ab'),
      ids.personBy('a', 'b'),
      ids.uuid('ab'),
      ids.uuid('a', 'b'),
      ids.codeHalf('ab', 'first'),
      ids.codeHalf('ab', 'second'),
    ];
    expect(new Set(all).size).toBe(all.length);
  });

  it('have forms that people and stores accept', () => {
    expect(ids.shortId('x')).toMatch(/^[0-9A-HJKMNP-TV-Z]{10}$/);
    expect(ids.codeHalf('x', 'first')).toMatch(/^[0-9A-HJKMNP-TV-Z]{12}$/);
    expect(ids.uuid('x')).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  });

  it('give salts in the same order each time, none of them twice', () => {
    const draw = () => {
      const random = ids.random('import', '7');
      return [random.bytes(32), random.bytes(48), random.bytes(32)].map((salt) => Buffer.from(salt).toString('hex'));
    };
    expect(draw()).toEqual(draw());
    expect(new Set(draw()).size).toBe(3);
    expect(draw().map(({ length }) => length)).toEqual([64, 96, 64]);
  });
});
