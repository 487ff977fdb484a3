import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { committee, ok, openPublication, png, settle, upload, type Harness } from './harness.ts';

let harness: Harness;
let disclosure = '';
const as = (name: string) => harness.as(name, name);
const on = () => ({ commandId: randomUUID(), disclosure });

beforeAll(async () => {
  harness = await openPublication();
  await settle(harness);
  const account = { account: '现金', book: '村账', opening: 100, lines: [], closing: 100 };
  const drafting = { commandId: randomUUID(), body: committee, period: '2026-01', content: { accounts: [account] } };
  ({ disclosure } = await ok(as('clerk').disclosures.draft(drafting)));
  await ok(as('chair').disclosures.confirm(on()));
  await ok(as('clerk').disclosures.submit(on()));
  await ok(as('supervision').disclosures.giveOpinion({ ...on(), verdict: 'approve' }));
  await ok(as('clerk').disclosures.recordMeeting({ ...on(), heldOn: '2026-04-10', present: 5 }));
  await ok(as('chair').disclosures.publish(on()));
  await harness.catchUp();
});
afterAll(() => harness.close());

/** An objection on paper, taken to the town on paper, whose answer is accepted on paper. */
const onPaper = async (withheld: boolean, shade: number) => {
  const scanned = async (name: string, nth: number) => ({
    file: await upload(harness, png(shade + nth), ['supervision']),
    name,
  });
  const supervision = as('supervision').objections;
  const letter = { kind: 'objection' as const, text: '钱去哪了？', person: 'person-villager', withheld };
  const raising = { ...on(), ...letter, scan: await scanned('来信.png', 0) };
  const { objection } = await ok(supervision.recordOnPaper(raising));
  const step = () => ({ commandId: randomUUID(), objection });
  await ok(as('clerk').objections.answer({ ...step(), text: '存着' }));
  await ok(supervision.escalateOnPaper({ ...step(), scan: await scanned('不满意.png', 1) }));
  await ok(as('townOfficer').objections.answerAbove({ ...step(), text: '属实' }));
  await ok(supervision.acceptOnPaper({ ...step(), scan: await scanned('满意.png', 2) }));
  await harness.catchUp();
  return objection;
};

const papersFor = async (caller: ReturnType<typeof as>, id: string) => {
  const [view] = (await caller.objections.get({ ids: [id] })).value;
  return view?.papers ?? [];
};
const opened = async (caller: ReturnType<typeof as>, id: string, sha256: string) =>
  (await caller.objections.attachment({ id, sha256 })).value?.name;

describe('what was handed in on paper after an objection was raised', () => {
  it('is shown and opened by those who may read the objection, and by nobody else', async () => {
    const objection = await onPaper(false, 20);
    for (const caller of [as('clerk'), as('townOfficer'), harness.as('villager')]) {
      const papers = await papersFor(caller, objection);
      expect(papers.map(({ step, level, scan }) => [step, level, scan.name])).toEqual([
        ['escalated', 'town', '不满意.png'],
        ['accepted', 'town', '满意.png'],
      ]);
      for (const { scan } of papers) expect(await opened(caller, objection, scan.sha256)).toBe(scan.name);
    }
    const [paper] = await papersFor(as('clerk'), objection);
    for (const other of [harness.as('outsider'), harness.as(undefined)])
      expect(await opened(other, objection, paper?.scan.sha256 ?? '')).toBeUndefined();
  });

  it('names her, so that it is hers alone where her name is withheld', async () => {
    const objection = await onPaper(true, 30);
    const own = await papersFor(harness.as('villager'), objection);
    expect(own).toHaveLength(2);
    for (const { scan } of own) {
      expect(await opened(harness.as('villager'), objection, scan.sha256)).toBe(scan.name);
      expect(await opened(as('clerk'), objection, scan.sha256)).toBeUndefined();
    }
    expect(await papersFor(as('clerk'), objection)).toEqual([]);
    expect(await papersFor(as('townOfficer'), objection)).toEqual([]);
  });
});
