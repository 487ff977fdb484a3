import { isRefused } from '@cunjian/kernel';
import { byKey, byObject, inOrder, type Dated, type Item, type Reading, type Value } from './loaders.ts';
import type { Callers } from './services.ts';

type Consultation = Callers['consultation'];
export type BallotView = Item<Value<Consultation['ballots']['get']>> & Dated;
export type BallotStandingView = Item<Value<Consultation['ballots']['standings']>>;
export type SecretOpening = Item<Value<Consultation['secretBallots']['openings']>>;
export type BallotVote = NonNullable<BallotStandingView['vote']>;

/** Of a roll's body, whoever is named there. */
export interface RollName {
  readonly body: string;
  readonly division: string;
  readonly person: string;
}
export interface RollPageKey {
  readonly ballot: string;
  readonly first: number;
  readonly after?: string;
}

const nameKey = ({ body, person }: RollName): string => `${body} ${person}`;

/** A call for each body whose rolls are shown; mostly one. */
const rollNames = async ({ registry }: Callers, { seen }: Reading, keys: readonly RollName[]) => {
  const groups = Map.groupBy(keys, ({ body }) => body);
  const found = await Promise.all(
    [...groups.values()].map(async ([first, ...others]) => {
      if (first === undefined) return [];
      const { body, division } = first;
      const people = [first, ...others].map(({ person }) => person);
      const { value } = await registry.assemblies.names({ body, division, people, ...seen() });
      // Whoever may read a roll may read its names; a right that ended meanwhile shows none.
      return isRefused(value) ? [] : value.map(({ person, name }) => ({ body, division, person, name }));
    }),
  );
  return inOrder(keys.map(nameKey), found.flat(), nameKey).map((one) => one?.name);
};

export const ballotLoaders = (callers: Callers, reading: Reading) => {
  const { consultation } = callers;
  const { seen, dated } = reading;
  const under = (of: 'topic' | 'proceeding') =>
    byKey<readonly BallotView[]>(async (ids) => [
      ...(await consultation.ballots.under({ of, ids: [...ids], ...seen() })).value,
    ]);
  return {
    ballot: byKey<BallotView>(async (ids) => {
      const value = dated(await consultation.ballots.get({ ids: [...ids], ...seen() }));
      return inOrder(ids, value, ({ ballot }) => ballot);
    }),
    ballotsOfTopic: under('topic'),
    ballotsOfProceeding: under('proceeding'),
    ballotStanding: byKey<BallotStandingView>(async (ballots) => [
      ...(await consultation.ballots.standings({ ballots: [...ballots], ...seen() })).value,
    ]),
    secretOpening: byKey<SecretOpening>(async (ids) => {
      const { value } = await consultation.secretBallots.openings({ ballots: [...ids], ...seen() });
      return inOrder(ids, value, ({ ballot }) => ballot);
    }),
    rollName: byObject<RollName, string>((keys) => rollNames(callers, reading, keys)),
    rollEntries: byObject(async (pages: readonly RollPageKey[]) => [
      ...(await consultation.rolls.entries({ pages: [...pages], ...seen() })).value,
    ]),
    rollObjections: byObject(async (pages: readonly RollPageKey[]) => [
      ...(await consultation.rolls.objections({ pages: [...pages], ...seen() })).value,
    ]),
    rollGranted: byObject(async (pages: readonly RollPageKey[]) => [
      ...(await consultation.rolls.granted({ pages: [...pages], ...seen() })).value,
    ]),
  };
};
