import type { OfficeKind } from '@cunjian/contracts';
import { officialOf, peopleOf, type DemoPerson } from './people.ts';
import { agency, bodyOf, city, collectiveOf, county, town, type DemoVillage } from './places.ts';

export const residentsPerVillage = 60;

/** Who holds which office, and the account that she signs in with. */
export interface Seat {
  readonly body: string;
  readonly kind: OfficeKind;
  readonly person: DemoPerson;
  readonly account?: string | undefined;
}

export const officials: readonly Seat[] = [
  { body: `${town}-gov`, kind: 'registrar', person: officialOf('镇', 0), account: 'registrar' },
  { body: `${town}-gov`, kind: 'registrar', person: officialOf('镇', 1), account: 'registrar2' },
  { body: `${town}-gov`, kind: 'department-officer', person: officialOf('镇', 2), account: 'town' },
  { body: `${county}-gov`, kind: 'department-officer', person: officialOf('县', 3), account: 'county' },
  { body: `${county}-gov`, kind: 'auditor', person: officialOf('县', 4), account: 'auditor' },
  { body: `${county}-gov`, kind: 'integrator', person: officialOf('县', 7), account: 'integrator' },
  { body: agency, kind: 'agency-accountant', person: officialOf('镇', 5), account: 'accountant' },
  { body: agency, kind: 'agency-cashier', person: officialOf('镇', 6), account: 'cashier' },
  { body: agency, kind: 'agency-manager', person: officialOf('镇', 8), account: 'agency-manager' },
  { body: `${city}-gov`, kind: 'department-officer', person: officialOf('市', 9), account: 'city' },
];

/** Every third person, so that no two of them share a household: near relatives are kept apart by law. */
export const villageSeats = (village: DemoVillage): readonly Seat[] => {
  const people = peopleOf(village, residentsPerVillage);
  const { accounts } = village;
  const seat = (at: number, body: string, kind: OfficeKind, account?: string): readonly Seat[] => {
    const person = people[at];
    return person === undefined ? [] : [{ body, kind, person, account }];
  };
  const body = bodyOf(village);
  const committee = [
    ...seat(3, body, 'committee-chair', accounts.chair),
    ...seat(6, body, 'clerk', accounts.clerk),
    ...seat(9, body, 'reporter', accounts.reporter),
    ...seat(12, body, 'supervision-chair', accounts.supervision),
    ...seat(15, body, 'supervision-member', accounts.supervisionMember),
    ...(accounts.secretary === undefined ? [] : seat(24, body, 'party-secretary', accounts.secretary)),
    ...(accounts.committeeMember === undefined ? [] : seat(27, body, 'committee-member', accounts.committeeMember)),
  ];
  if (accounts.collective === undefined) return committee;
  return [
    ...committee,
    ...seat(18, collectiveOf(village), 'collective-chair', accounts.collective),
    ...seat(33, collectiveOf(village), 'collective-director', accounts.collectiveDirector),
    ...seat(21, collectiveOf(village), 'supervisor', accounts.collectiveSupervisor),
  ];
};
