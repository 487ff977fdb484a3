import type { AssemblyKind } from '@cunjian/contracts';

/** Who is old enough to vote: Organic Law of Villagers' Committees art. 13, Civil Code art. 17. */
const adultYears = 18;

/** The one class that the register tells by itself: who is away declares, who is a guest applies and is accepted. */
export type ElectorClass = 'registered-resident';

/** A resident as she was on the day. */
export interface Inhabitant {
  readonly person: string;
  readonly kind: 'registered' | 'resident';
  readonly household: string;
  readonly group?: string | undefined;
  /** Since when she belongs, YYYY-MM-DD. */
  readonly from: string;
  /** Recorded as living in another village on that day. */
  readonly livesElsewhere?: boolean;
  /** Absent where it is not known: then she counts as an adult, and an objection to the roll can say otherwise. */
  readonly birthDate?: string | undefined;
}

export interface Drawn {
  readonly person: string;
  readonly household: string;
  readonly group?: string | undefined;
  readonly class?: ElectorClass | undefined;
}

const yearsBefore = (day: string, years: number): string =>
  `${String(Number(day.slice(0, 4)) - years).padStart(4, '0')}${day.slice(4)}`;

export const isAdult = ({ birthDate }: Pick<Inhabitant, 'birthDate'>, day: string): boolean =>
  birthDate === undefined || birthDate <= yearsBefore(day, adultYears);

const bySeat = (a: Drawn, b: Drawn): number =>
  a.household === b.household
    ? Number(a.person > b.person) - Number(a.person < b.person)
    : a.household > b.household
      ? 1
      : -1;

const plain = ({ person, household, group }: Inhabitant): Drawn => ({
  person,
  household,
  ...(group === undefined ? {} : { group }),
});

/** One for each household 户代表: the eldest adult; who else speaks for it is said by an objection to the roll. */
const oneOfEach = (adults: readonly Inhabitant[]): Drawn[] =>
  [...Map.groupBy(adults, ({ household }) => household).values()].flatMap((household) => {
    const [eldest] = household.toSorted((a, b) =>
      `${a.birthDate ?? '9999'}${a.person}` < `${b.birthDate ?? '9999'}${b.person}` ? -1 : 1,
    );
    return eldest === undefined ? [] : [plain(eldest)];
  });

/**
 * Organic Law (2018) art. 13: of those registered who live there. Those who live elsewhere and declare that they take part,
 * and those who lived there a year, applied and were accepted by the assembly, are added by an objection to the roll.
 */
const electors = (adults: readonly Inhabitant[]): Drawn[] =>
  adults.flatMap((adult): Drawn[] =>
    adult.kind === 'registered' && adult.livesElsewhere !== true
      ? [{ ...plain(adult), class: 'registered-resident' }]
      : [],
  );

/** Assemblies whose people are those of a village; the others are drawn from the roll of a body, or from its offices. */
export const ofInhabitants = ['villagers', 'households', 'group', 'electors'] as const satisfies AssemblyKind[];
export type InhabitantsAssembly = (typeof ofInhabitants)[number];

/** Who belongs to an assembly of a village on a day, sorted by household and person. */
export const drawInhabitants = (
  assembly: InhabitantsAssembly,
  inhabitants: readonly Inhabitant[],
  { day, group }: { readonly day: string; readonly group?: string | undefined },
): readonly Drawn[] => {
  const adults = inhabitants.filter((one) => isAdult(one, day));
  const registered = adults.filter(({ kind }) => kind === 'registered');
  const drawn: Record<InhabitantsAssembly, () => Drawn[]> = {
    villagers: () => registered.map(plain),
    households: () => oneOfEach(registered.filter((one) => group === undefined || one.group === group)),
    group: () => registered.filter((one) => one.group === group).map(plain),
    electors: () => electors(adults),
  };
  return drawn[assembly]().sort(bySeat);
};
