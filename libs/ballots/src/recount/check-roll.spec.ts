import { describe, expect, it } from '@jest/globals';
import { rollRoot } from '../roll-root.ts';
import { before, found, named, remove } from '../../test/tampered.ts';
import { ballot, personOf, rollOf, type Draft } from '../../test/village-history.ts';

const at = (name: Draft['name'], data: object): Draft => ({
  ...{ stream: `roll-${ballot}`, time: '2026-03-05T00:00:00.000Z', name, data: { ballot, objection: 'o-1', ...data } },
});
const objected = (kind: 'missing' | 'wrong', about: string) =>
  at('roll-objected', { kind, about, objector: 'someone' });
const decided = (outcome: string, person: string) => {
  const entry = rollOf(12).find((one) => one.person === person) ?? { ...rollOf(1)[0], person };
  return at('roll-objection-decided', { outcome, entry });
};
/** Roll and opening agree with what was decided, as a careful operator has it. */
const frozenAs = (drafts: Draft[], ...persons: readonly string[]): void => {
  const entries = rollOf(12).filter(({ person }) => persons.includes(person));
  const roll = { count: entries.length, root: rollRoot(entries) };
  Object.assign(named(drafts, 'roll-frozen').data, roll);
  Object.assign(named(drafts, 'ballot-opened').data, { roll });
};
const drawn = Array.from({ length: 10 }, (_, number) => personOf(number));
const codes = (persons: readonly string[], ...events: readonly Draft[]) =>
  found((drafts) => {
    before(drafts, 'roll-frozen', ...events);
    frozenAs(drafts, ...persons);
  });

describe('objections to a roll', () => {
  it('add whom they miss', async () => {
    const added = [...drawn, personOf(10)];
    // One member more than the tally has.
    expect(await codes(added, objected('missing', personOf(10)), decided('added', personOf(10)))).toEqual([
      'tally.differs',
    ]);
  });
  it('strike nobody else than they are about', async () => {
    const without = drawn.filter((person) => person !== personOf(2));
    const found = await codes(without, objected('wrong', personOf(3)), decided('struck', personOf(2)));
    expect(found).toEqual(['roll.changed-otherwise', 'roll.frozen-otherwise']);
  });
  it('strike nobody where they miss somebody', async () => {
    const without = drawn.filter((person) => person !== personOf(2));
    const found = await codes(without, objected('missing', personOf(2)), decided('struck', personOf(2)));
    expect(found).toEqual(['roll.changed-otherwise', 'roll.frozen-otherwise']);
  });
  it('are made before they are decided', async () => {
    const found = await codes(
      [...drawn, personOf(10)],
      decided('added', personOf(10)),
      objected('missing', personOf(10)),
    );
    expect(found).toContain('roll.decided-without-objection');
  });
  it('are all decided', async () => {
    expect(await codes(drawn, objected('missing', personOf(10)))).toEqual(['roll.objection-open']);
  });
});

describe('a roll', () => {
  it('whose root is wrong is told at each place where it stands', async () => {
    const root = 'e'.repeat(64);
    for (const [name, expected] of [
      ['roll-drawn', 'roll.drawn-otherwise'],
      ['roll-frozen', 'roll.frozen-otherwise'],
      ['ballot-opened', 'roll.opened-with-another'],
    ] as const) {
      const tamper = (drafts: Draft[]) => {
        const { data } = named(drafts, name);
        if (name === 'ballot-opened') data['roll'] = { count: 10, root };
        else data['root'] = root;
      };
      expect(await found(tamper)).toContain(expected);
    }
  });
  it('that was never frozen is none', async () => {
    const codes = await found((drafts) => remove(drafts, named(drafts, 'roll-frozen')));
    expect(codes).toContain('roll.missing');
  });
});
