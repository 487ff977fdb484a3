import { accessMatrix } from '@cunjian/service-kit/access-matrix';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createApi } from '../src/api.ts';
import { ballotEntries } from './access/ballots.ts';
import { proceedingEntries } from './access/proceedings.ts';
import { secretBallotEntries } from './access/secret-ballots.ts';
import { topicEntries } from './access/topics.ts';
import { committee, openConsultation, settle, village, type Harness } from './harness.ts';

const place = {
  division: village,
  body: committee,
  bodyKind: 'villagers-committee',
  person: 'person-villager',
} as const;
const matrix = accessMatrix(place);
/** A file for each part of the service. */
const parts = [topicEntries, proceedingEntries, ballotEntries, secretBallotEntries];

let harness: Harness;
beforeAll(async () => {
  harness = await openConsultation();
  await settle(harness);
});
afterAll(() => harness.close());

describe('every procedure × every role × own, other, parent and child', () => {
  it('does as the table of permissions says', async () => {
    const entries = {};
    for (const part of parts) Object.assign(entries, await part(harness, matrix.accounts));
    const { consultation } = harness;
    const runtime = { ...consultation.runtime, resolveCaller: matrix.resolveCaller };
    const cases = matrix.cases(createApi({ ...consultation, runtime }), entries, consultation.runtime.store);
    const wrong: string[] = [];
    for (const one of cases) {
      const problem = await one.check();
      if (problem !== undefined) wrong.push(`${one.path} as ${one.role} of ${one.relation}: ${problem}`);
    }
    expect(wrong).toEqual([]);
    expect(cases.filter(({ allowed }) => allowed).length).toBeGreaterThan(100);
    // Thousands of calls, on a machine that may have others to make.
  }, 180_000);
});
