import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { ballotsOf, commandId } from './ballots.ts';
import { codesOf, ok, openConsultation, personId, png, settle, upload, type Harness } from './harness.ts';
import { eventsOf } from './secret-vote.ts';

let harness: Harness;
let ballot: string;
beforeEach(async () => {
  harness = await openConsultation();
  await settle(harness);
  const { convened, opened, cast } = ballotsOf(harness);
  ballot = await convened({ channels: ['online', 'paper', 'show-of-hands', 'proxy'] });
  await opened(ballot);
  await ok(cast('villager', ballot, 'for'));
});
afterEach(() => harness.close());

const office = () => harness.acting('clerk').ballots;
const [voted, waits] = [personId('villager'), personId('secondVillager')];
const granted = async (person: string) =>
  (await eventsOf(harness, `entitlement-${ballot}-${person}`)).map(({ type }) => type);

describe('an officer who would know who has voted online by now', () => {
  const lodge = async (person: string, more: object) =>
    office().lodgeProxy({
      ...{ commandId: commandId(), ballot, person, proxy: personId('thirdVillager'), announced: true },
      scan: { file: await upload(harness, png(9)), name: '委托书.png' },
      ...more,
    });
  it.each<[string, (person: string) => ReturnType<typeof codesOf>]>([
    ['lodges a proxy for herself', (person) => codesOf(lodge(person, { proxy: person }))],
    ['lodges one that was not announced', (person) => codesOf(lodge(person, { announced: false }))],
    ['lodges one who is no neighbour', (person) => codesOf(lodge(person, { proxy: 'nobody' }))],
    ['lodges one too late', (person) => codesOf(lodge(person, {}))],
    [
      'takes a paper back',
      (person) => codesOf(office().revoke({ commandId: commandId(), ballot, person, form: 'paper' })),
    ],
    [
      'takes a proxy back',
      (person) => codesOf(office().revoke({ commandId: commandId(), ballot, person, form: 'proxy' })),
    ],
    [
      'gives a paper to a proxy',
      (person) => codesOf(office().issuePaper({ commandId: commandId(), ballot, person, proxy: 'p' })),
    ],
  ])('and %s learns nothing', async (_, probe) => {
    expect(await probe(voted)).toEqual(await probe(waits));
    expect(await granted(waits)).toEqual([]);
  });

  it('and gives a paper under the id of another command leaves that paper in the log', async () => {
    const used = commandId();
    await ok(office().issuePaper({ commandId: used, ballot, person: personId('thirdVillager') }));
    expect(await codesOf(office().issuePaper({ commandId: used, ballot, person: voted }))).toEqual([
      'entitlement.taken',
    ]);
    await ok(office().issuePaper({ commandId: used, ballot, person: waits }));
    expect(await granted(waits)).toEqual(['paper-issued']);
    // The same command is the same paper.
    await ok(office().issuePaper({ commandId: used, ballot, person: waits }));
    expect(await granted(waits)).toEqual(['paper-issued']);
  });
});
