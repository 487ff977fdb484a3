import { randomUUID } from 'node:crypto';
import { digestOf } from '@cunjian/personal-data';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { committee, ok, openPublication, png, settle, upload, type Harness } from './harness.ts';

const commandId = randomUUID;
const line = {
  ...{ date: '2026-01-08', voucher: '1', account: '501', kind: 'expenditure' as const, receipt: 0, payment: 100 },
  ...{ summary: '修路', payee: '瑞安市建设有限公司', handler: '张三丰' },
};

let harness: Harness;
let disclosure = '';
let notice = '';
let file = '';
let original = '';
const as = (name: string) => harness.as(name, name);

beforeAll(async () => {
  harness = await openPublication();
  await settle(harness);
  file = await upload(harness, png(1));
  original = await upload(harness, png(2));
  const accounts = [{ account: '现金', book: '村账', opening: 100, lines: [line], closing: 0 }];
  const attachments = [{ file, name: '照片.png', original }];
  const drafting = { commandId: commandId(), body: committee, period: '2026-01', content: { accounts, attachments } };
  ({ disclosure } = await ok(as('clerk').disclosures.draft(drafting)));
  const on = () => ({ commandId: commandId(), disclosure });
  await ok(as('chair').disclosures.confirm(on()));
  await ok(as('clerk').disclosures.submit(on()));
  await ok(as('supervision').disclosures.giveOpinion({ ...on(), verdict: 'approve', reasons: '账目清楚' }));
  const minutes = { file, name: '纪要.png', original };
  await ok(as('clerk').disclosures.recordMeeting({ ...on(), heldOn: '2026-04-10', present: 7, minutes }));
  await ok(as('chair').disclosures.publish(on()));
  const photo = { file, name: '公开栏.png', original };
  await ok(as('clerk').disclosures.post({ ...on(), place: '上村', from: '2026-04-10', to: '2026-05-30', photo }));
  const content = { title: '停水', text: '周六停水', attachments };
  ({ notice } = await ok(as('clerk').notices.draft({ commandId: commandId(), body: committee, content })));
  await ok(as('clerk').notices.publish({ commandId: commandId(), notice }));
  await harness.catchUp();
});
afterAll(() => harness.close());

type Caller = ReturnType<Harness['as']>;
const ofVersion = async (caller: Caller) =>
  (await caller.disclosures.evidence({ refs: [{ disclosure, version: 1 }] })).value[0];
const ofNotice = async (caller: Caller) => (await caller.notices.evidence({ refs: [{ notice, version: 1 }] })).value[0];
const openedBy = (found: Awaited<ReturnType<typeof ofVersion>>) =>
  found?.values.flatMap((one) => (one.state === 'open' ? [one.value] : []));
const storedEvents = async (stream: string): Promise<string> =>
  (await harness.publication.runtime.store.readStream(stream)).map(({ bytes }) => Buffer.from(bytes).toString()).join();

describe('the evidence of what was published', () => {
  it('opens to a villager what she sees in full, firms among it, and says that names are withheld', async () => {
    const found = await ofVersion(harness.as('villager'));
    expect(openedBy(found)?.sort()).toEqual(['修路', '瑞安市建设有限公司', '照片.png', '纪要.png', '账目清楚'].sort());
    expect(found?.values.filter(({ state }) => state === 'withheld').map((one) => Object.keys(one).sort())).toEqual([
      ['digest', 'state'],
    ]);
  });

  it('opens names as well to those who see them', async () => {
    expect(openedBy(await ofVersion(as('clerk')))).toContain('张三丰');
  });

  it('proves each value against a digest that stands in the event', async () => {
    const events = await storedEvents(disclosure);
    for (const one of (await ofVersion(as('clerk')))?.values ?? []) {
      if (one.state !== 'open') throw new Error(`${one.digest} is ${one.state}`);
      expect(digestOf(Buffer.from(one.salt, 'base64'), one.value)).toBe(one.digest);
      expect(events).toContain(one.digest);
    }
  });

  it('is for nobody who may not read it, and of no version that is not out', async () => {
    expect(await ofVersion(harness.as('outsider'))).toBeUndefined();
    const refs = [{ disclosure, version: 2 }];
    expect((await as('clerk').disclosures.evidence({ refs })).value).toEqual([]);
    expect((await as('clerk').notices.evidence({ refs: [{ notice, version: 2 }] })).value).toEqual([]);
  });

  it('opens a notice to anybody', async () => {
    expect(openedBy(await ofNotice(harness.as(undefined)))).toEqual(['停水', '周六停水', '照片.png']);
    const events = await storedEvents(notice);
    for (const { digest } of (await ofNotice(harness.as(undefined)))?.values ?? []) expect(events).toContain(digest);
  });

  it('says what was erased', async () => {
    const { vault } = harness.publication.runtime;
    const digest = (await ofVersion(as('clerk')))?.values.find((one) => one.state === 'open' && one.value === '张三丰');
    await vault.erase([digest?.digest ?? '']);
    for (const caller of [as('clerk'), harness.as('villager')])
      expect((await ofVersion(caller))?.values).toContainEqual({ digest: digest?.digest, state: 'erased' });
  });
});

describe('the hash of a protected original', () => {
  const answers = async (caller: Caller): Promise<readonly string[]> => {
    const asOf = new Date(harness.clock.now()).toISOString();
    const given = [
      await caller.disclosures.get({ ids: [disclosure] }),
      await caller.disclosures.get({ ids: [disclosure], asOf }),
      await caller.disclosures.contents({ refs: [{ disclosure, version: 1 }] }),
      await caller.notices.get({ ids: [notice] }),
      await caller.notices.get({ ids: [notice], asOf }),
    ];
    return given.map(({ value }) => JSON.stringify(value));
  };

  it('is told to those who work on it, in no answer to those who may read the redacted copy alone', async () => {
    for (const answer of await answers(as('clerk'))) expect(answer).toContain(original);
    for (const caller of [harness.as('villager'), as('auditor'), as('townOfficer')])
      for (const answer of await answers(caller)) {
        expect(answer).toContain(file);
        expect(answer).not.toContain(original);
      }
    for (const answer of (await answers(harness.as(undefined))).slice(3)) expect(answer).not.toContain(original);
  });
});
