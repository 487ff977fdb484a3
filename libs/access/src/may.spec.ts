import { bodyKinds, officeKinds, type BodyKind } from '@cunjian/contracts';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { visitor, type Caller, type Office, type Resource } from './caller.ts';
import { may } from './may.ts';
import { permissions, type Action, type Reach, type Role } from './permissions.ts';

const town = '330302001000';
const village = '330302001201';
const sibling = '330302001202';
const elsewhere = '520329102001';
const actions = Object.keys(permissions) as Action[];
const roles: readonly Role[] = ['anyone', 'person', 'resident', 'member', ...officeKinds];

/** Where a thing lies, seen from the caller. */
const places = ['own', 'own village, another body', 'sibling', 'child', 'parent', 'other'] as const;
type Place = (typeof places)[number];

const office = (kind: Office['kind'], division: string, body: string): Office => ({
  office: `office-${kind}-${body}`,
  kind,
  body,
  division,
  from: '2026-01-01',
  to: '2028-12-31',
});

/** A caller in one role. An office of the township where `place` is `child`, of the village otherwise. */
const callerAs = (role: Role, place: Place): Caller => {
  const home = place === 'child' ? town : village;
  const person: Caller = { ...visitor, account: 'account', person: 'me' };
  switch (role) {
    case 'anyone':
      return visitor;
    case 'person':
      return person;
    case 'resident':
      return { ...person, residencies: [{ division: home, kind: 'registered' }] };
    case 'member':
      return { ...person, memberships: ['my-body'] };
    default: {
      const acting = office(role, home, 'my-body');
      return { ...person, offices: [acting], acting, contracted: ['my-body'] };
    }
  }
};

const resourceAt = (place: Place, bodyKind: BodyKind): Resource =>
  ({
    own: { division: village, body: 'my-body', bodyKind, person: 'me' },
    'own village, another body': { division: village, body: 'its-body', bodyKind, person: 'she' },
    sibling: { division: sibling, body: 'its-body', bodyKind, person: 'she' },
    child: { division: village, body: 'its-body', bodyKind, person: 'she' },
    parent: { division: town, body: 'its-body', bodyKind, person: 'she' },
    other: { division: elsewhere, body: 'its-body', bodyKind, person: 'she' },
  })[place];

/** What each reach covers, of a body that is not a collective and of one that is. Written down, not computed. */
const table: Readonly<Record<Reach, { readonly plain: readonly Place[]; readonly collective: readonly Place[] }>> = {
  anywhere: { plain: places, collective: places },
  self: { plain: ['own'], collective: ['own'] },
  'own-village': { plain: ['own', 'own village, another body'], collective: [] },
  'own-body': { plain: ['own'], collective: ['own'] },
  contracted: { plain: ['own'], collective: ['own'] },
  village: { plain: ['own', 'own village, another body'], collective: ['own'] },
  division: {
    plain: ['own', 'own village, another body', 'child'],
    collective: ['own', 'own village, another body', 'child'],
  },
};

/** What each role has beside its own rows: everyone is anyone, and whoever is bound is a person. */
const rowsOf = (role: Role): readonly Role[] =>
  role === 'anyone' ? ['anyone'] : role === 'person' ? ['anyone', 'person'] : ['anyone', 'person', role];

const expected = (role: Role, action: Action, place: Place, bodyKind: BodyKind): boolean =>
  rowsOf(role).some((row) => {
    const reaches: Partial<Record<Role, Reach>> = permissions[action];
    const reach = reaches[row];
    if (reach === undefined) return false;
    // A visitor is nobody, so nothing is her own.
    if (reach === 'self' && role === 'anyone') return false;
    const kind = bodyKind === 'collective' || bodyKind === 'group-collective' ? 'collective' : 'plain';
    return table[reach][kind].includes(place);
  });

describe.each(roles)('may, as %s', (role) => {
  it.each(actions)('%s', (action) => {
    const wrong = places.flatMap((place) =>
      bodyKinds.flatMap((bodyKind) => {
        const allowed = may(callerAs(role, place), action, resourceAt(place, bodyKind));
        return allowed === expected(role, action, place, bodyKind) ? [] : [{ place, bodyKind, allowed }];
      }),
    );
    expect(wrong).toEqual([]);
  });
});

it('lets the chair of a collective draw the roll of its delegates, and of no other collective', () => {
  const chair = callerAs('collective-chair', 'own');
  const draws = (bodyKind: BodyKind) =>
    may(chair, 'assembly.members', resourceAt('own village, another body', bodyKind));
  expect([draws('delegates'), draws('collective'), draws('group-collective')]).toEqual([true, false, false]);
});

const arbitraryOffice = fc
  .record({
    kind: fc.constantFrom(...officeKinds),
    division: fc.constantFrom(town, village, sibling, elsewhere),
    body: fc.constantFrom('a', 'b', 'c'),
  })
  .map(({ kind, division, body }) => office(kind, division, body));

const arbitraryResource: fc.Arbitrary<Resource> = fc.record(
  {
    division: fc.constantFrom(town, village, sibling, elsewhere),
    body: fc.constantFrom('a', 'b', 'c'),
    bodyKind: fc.constantFrom(...bodyKinds),
    person: fc.constantFrom('me', 'she'),
  },
  { requiredKeys: ['division'] },
);
const arbitraryAction = fc.constantFrom(...actions);

describe('may, whatever the resource', () => {
  it('lets a visitor do nothing but the rows of anyone', () => {
    fc.assert(
      fc.property(arbitraryAction, arbitraryResource, (action, resource) => {
        const reaches: Partial<Record<Role, Reach>> = permissions[action];
        expect(may(visitor, action, resource)).toBe(reaches.anyone === 'anywhere');
      }),
    );
  });

  it('gives who acts in one office nothing of her other offices, villages and memberships', () => {
    fc.assert(
      fc.property(
        fc.array(arbitraryOffice, { minLength: 1, maxLength: 4 }),
        fc.array(fc.constantFrom('a', 'b', 'c')),
        fc.array(fc.constantFrom(village, sibling, elsewhere)),
        arbitraryAction,
        arbitraryResource,
        (offices, memberships, divisions, action, resource) => {
          const [acting] = offices;
          if (acting === undefined) return;
          const alone: Caller = { ...visitor, account: 'account', person: 'me', offices: [acting], acting };
          const many: Caller = {
            ...alone,
            offices,
            memberships,
            residencies: divisions.map((division) => ({ division, kind: 'resident' })),
          };
          expect(may(many, action, resource)).toBe(may(alone, action, resource));
        },
      ),
    );
  });

  it('gives who holds an office but acts for herself nothing of it', () => {
    fc.assert(
      fc.property(fc.array(arbitraryOffice), arbitraryAction, arbitraryResource, (offices, action, resource) => {
        const herself: Caller = { ...visitor, account: 'account', person: 'me' };
        expect(may({ ...herself, offices }, action, resource)).toBe(may(herself, action, resource));
      }),
    );
  });

  it('never lets a member of the collective read it as a resident of the village', () => {
    const resident: Caller = { ...callerAs('resident', 'own'), memberships: ['other-collective'] };
    const disclosure: Resource = { division: village, body: 'collective-of-the-village', bodyKind: 'collective' };
    expect(may(resident, 'disclosure.read', disclosure)).toBe(false);
    expect(may({ ...resident, memberships: [disclosure.body ?? ''] }, 'disclosure.read', disclosure)).toBe(true);
  });
});
