import { describe, expect, it } from '@jest/globals';
import { drawInhabitants, isAdult, type Inhabitant } from './draw.ts';

const day = '2026-03-01';
const one = (person: string, given: Partial<Inhabitant> = {}): Inhabitant => ({
  ...{ person, kind: 'registered', household: 'h1', from: '2000-01-01', birthDate: '1980-01-01' },
  ...given,
});
const people = (...inhabitants: Inhabitant[]) => inhabitants;

describe('an adult', () => {
  it.each([
    ['2008-03-01', true],
    ['2008-03-02', false],
    [undefined, true],
  ])('was born on %s: %s', (birthDate, adult) => expect(isAdult({ birthDate }, day)).toBe(adult));
});

describe('an assembly', () => {
  it('of villagers is all registered adults, by household and person', () => {
    const found = drawInhabitants(
      'villagers',
      people(
        one('b', { household: 'h2' }),
        one('c'),
        one('a'),
        one('child', { birthDate: '2020-01-01' }),
        one('guest', { kind: 'resident' }),
      ),
      { day },
    );
    expect(found.map(({ person }) => person)).toEqual(['a', 'c', 'b']);
  });

  it('of households is the eldest adult of each', () => {
    const found = drawInhabitants(
      'households',
      people(
        one('son', { birthDate: '1990-05-01' }),
        one('mother', { birthDate: '1960-05-01' }),
        one('neighbour', { household: 'h2' }),
      ),
      { day },
    );
    expect(found.map(({ person }) => person)).toEqual(['mother', 'neighbour']);
  });

  it('of a group is its own people', () =>
    expect(
      drawInhabitants('group', people(one('a', { group: '1' }), one('b', { group: '2' })), { day, group: '2' }),
    ).toEqual([{ person: 'b', household: 'h1', group: '2' }]));

  it('of households of a group is one of each of its own', () =>
    expect(
      drawInhabitants(
        'households',
        people(
          one('a', { group: '1' }),
          one('b', { group: '2', birthDate: '1950-01-01' }),
          one('c', { group: '2', household: 'h2' }),
          one('d', { group: '2', household: 'h2', birthDate: '1950-01-01' }),
        ),
        { day, group: '2' },
      ).map(({ person }) => person),
    ).toEqual(['b', 'd']));

  it('of electors has those registered who live there: who is away declares, who is a guest is accepted', () => {
    const found = drawInhabitants(
      'electors',
      people(
        one('a'),
        one('away', { livesElsewhere: true }),
        one('child', { birthDate: '2020-01-01' }),
        one('guest', { kind: 'resident', from: '2001-01-01' }),
      ),
      { day },
    );
    expect(found).toEqual([{ person: 'a', household: 'h1', class: 'registered-resident' }]);
  });
});
