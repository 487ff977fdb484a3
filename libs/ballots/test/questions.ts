import type { Choice, Digest, Question } from '@cunjian/contracts';
import fc from 'fast-check';

export const digest = (name: string) => name.padEnd(43, 'A') as Digest;
const optionIds = ['a', 'b', 'c', 'd', 'e', 'f'] as const;

export const optionsNamed = (...ids: string[]) => ids.map((option) => ({ option, text: digest(option) }));
export const candidate = (option: string, woman = false) => ({ option, name: digest(option), woman });

export const yesNo = { kind: 'yes-no' } satisfies Question;
export const oneOf = { kind: 'one-of', options: optionsNamed('a', 'b', 'c') } satisfies Question;
export const upToTwo = { kind: 'up-to', options: optionsNamed('a', 'b', 'c', 'd'), most: 2 } satisfies Question;
export const election = {
  kind: 'election',
  candidates: [candidate('a'), candidate('b', true), candidate('c'), candidate('d')],
  seats: 2,
  seatsForWomen: 1,
  writeIns: true,
} satisfies Question;

const ids = fc.integer({ min: 2, max: optionIds.length }).map((count) => optionIds.slice(0, count));

/** Questions of every kind. */
export const anyQuestion: fc.Arbitrary<Question> = fc.oneof(
  fc.constant(yesNo),
  ids.map((known): Question => ({ kind: 'one-of', options: optionsNamed(...known) })),
  fc
    .tuple(ids, fc.integer({ min: 1, max: 4 }))
    .map(([known, most]): Question => ({ kind: 'up-to', options: optionsNamed(...known), most })),
  fc
    .tuple(ids, fc.integer({ min: 1, max: 4 }), fc.integer({ min: 0, max: 2 }), fc.integer({ min: 0, max: 63 }))
    .map(([known, seats, kept, women]): Question => ({
      kind: 'election',
      candidates: known.map((option, at) => candidate(option, ((women >> at) & 1) === 1)),
      seats,
      seatsForWomen: Math.min(kept, seats),
      writeIns: true,
    })),
);

/** What anybody may send: of another kind, unknown options, twice the same, too many, and nothing readable at all. */
export const anyChoice: fc.Arbitrary<Choice | undefined> = fc.oneof(
  { weight: 1, arbitrary: fc.constant(undefined) },
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constant('yes-no' as const),
      answer: fc.constantFrom('for' as const, 'against' as const, 'abstain' as const),
    }),
  },
  {
    weight: 12,
    arbitrary: fc.record({
      kind: fc.constantFrom('one-of' as const, 'up-to' as const, 'election' as const),
      options: fc.oneof(
        fc.subarray([...optionIds]),
        fc.subarray([...optionIds], { maxLength: 2 }),
        fc.array(fc.constantFrom(...optionIds, 'z'), { maxLength: 3 }),
      ),
    }),
  },
);
