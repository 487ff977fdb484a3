import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { codesOf, committee, ok, openPublication, png, settle, town, upload, type Harness } from './harness.ts';

const commandId = randomUUID;
const line = (voucher: string, receipt: number) => ({
  ...{ date: '2026-01-08', voucher, summary: '租金', account: '504', kind: 'income' as const, receipt, payment: 0 },
});
const content = (...lines: ReturnType<typeof line>[]) => {
  const closing = lines.reduce((sum, { receipt }) => sum + receipt, 0);
  return { accounts: [{ account: '现金', book: '村账', opening: 0, lines, closing }] };
};

let harness: Harness;
let disclosure = '';
let photo = { file: '', name: '公开栏.png' };
const as = (name: string) => harness.as(name, name);
const villager = () => harness.as('villager');
const on = () => ({ commandId: commandId(), disclosure });
/** Time goes by, and the reactions see it. */
const days = async (count: number) => {
  await harness.react();
  await harness.clock.advance(count * 86_400_000);
  await harness.react();
};

const takeSteps = async () => {
  await ok(as('chair').disclosures.confirm(on()));
  await ok(as('clerk').disclosures.submit(on()));
  await ok(as('supervision').disclosures.giveOpinion({ ...on(), verdict: 'approve' }));
  await ok(as('clerk').disclosures.recordMeeting({ ...on(), heldOn: '2026-04-10', present: 5 }));
  await ok(as('chair').disclosures.publish(on()));
};
const post = async (place: string) => {
  await ok(as('clerk').disclosures.post({ ...on(), place, from: '2026-04-10', to: '2026-05-30', photo }));
  await harness.catchUp();
};
const shown = async () => (await villager().disclosures.get({ ids: [disclosure] })).value[0];
const raise = async (more: object = {}) => {
  const asked = { ...on(), kind: 'objection' as const, text: '少了一笔', ...more };
  const { objection } = await ok(villager().objections.raise(asked));
  await harness.catchUp();
  return objection;
};
const objectionOf = async (objection: string) => (await villager().objections.get({ ids: [objection] })).value[0];

beforeAll(async () => {
  harness = await openPublication();
  await settle(harness);
  photo = { ...photo, file: await upload(harness, png(1)) };
  const drafting = { commandId: commandId(), body: committee, period: '2026-01', content: content(line('1', 100)) };
  ({ disclosure } = await ok(as('clerk').disclosures.draft(drafting)));
  await takeSteps();
  await post('上村');
});
afterAll(() => harness.close());

describe('a correction while objections run', () => {
  let first = '';
  beforeAll(async () => {
    first = await raise({ line: '村账-2026-01-1-1' });
    await ok(as('clerk').disclosures.correct({ ...on(), reason: '漏记', content: content(line('2', 250)) }));
    await harness.catchUp();
  });

  it('leaves the old version open to objections until the new one is out', async () => {
    expect(await shown()).toMatchObject({ currentVersion: 1, objectionWindowOpen: true });
    expect(await objectionOf(await raise())).toMatchObject({ version: 1, status: 'open' });
  });

  it('keeps objections with the version that they are about, and they are answered', async () => {
    await takeSteps();
    await harness.catchUp();
    expect(await shown()).toMatchObject({ currentVersion: 2 });
    expect(await objectionOf(first)).toMatchObject({ version: 1, line: '村账-2026-01-1-1', status: 'open' });
    await ok(as('clerk').objections.answer({ commandId: commandId(), objection: first, text: '已更正，见第二版' }));
    await harness.catchUp();
    expect(await objectionOf(first)).toMatchObject({ status: 'answered', actions: ['accept', 'escalate'] });
    await ok(villager().objections.accept({ commandId: commandId(), objection: first }));
  });

  it('is objected to by its own lines from then on', async () => {
    const about = (line: string) => ({ ...on(), kind: 'objection' as const, text: '？', line });
    expect(await codesOf(villager().objections.raise(about('村账-2026-01-1-1')))).toEqual(['objection.unknown-line']);
    expect(await objectionOf(await raise({ line: '村账-2026-01-2-1' }))).toMatchObject({ version: 2 });
  });

  it('hangs nowhere until it is posted itself, on a board of the village as the rule asks', async () => {
    const postings = async () =>
      (await shown())?.versions.map(({ version, isPosted, postings }) => [
        version,
        isPosted,
        postings.map(({ place }) => place),
      ]);
    expect(await postings()).toEqual([
      [1, true, ['上村']],
      [2, false, []],
    ]);
    expect((await shown())?.objectionWindowOpen).toBe(false);
    await post('下村');
    expect((await shown())?.objectionWindowOpen).toBe(true);
    await post('上村');
    expect(await postings()).toEqual([
      [1, true, ['上村']],
      [2, true, ['下村', '上村']],
    ]);
  });
});

describe('an objection that nobody answers', () => {
  it('goes to the town, and past its silence to the county, each with a clock of its own', async () => {
    const objection = await raise();
    const escalate = () => villager().objections.escalate({ commandId: commandId(), objection });
    await days(11);
    expect(await objectionOf(objection)).toMatchObject({ status: 'overdue', level: 'village' });
    await ok(escalate());
    await harness.catchUp();
    expect(await codesOf(escalate())).toEqual(['objection.reply-not-due']);
    await days(16);
    expect(await objectionOf(objection)).toMatchObject({ status: 'overdue', level: 'town', actions: ['escalate'] });
    const statistics = await as('townOfficer').disclosures.statistics({
      ...{ divisions: [town], period: '2026-01', bodyKind: 'villagers-committee' },
    });
    expect(statistics.value[0]?.overdue).toBeGreaterThan(0);
    await ok(escalate());
    await harness.catchUp();
    const waiting = async (name: string) =>
      (await as(name).objections.toAnswer({ first: 5 })).value.items.map(({ item }) => item.objection);
    expect(await waiting('townOfficer')).not.toContain(objection);
    expect(await waiting('countyOfficer')).toContain(objection);
    const reply = { commandId: commandId(), objection, text: '已责成整改' };
    expect(await codesOf(as('townOfficer').objections.answerAbove(reply))).toEqual(['access.denied']);
    await ok(as('countyOfficer').objections.answerAbove(reply));
    await harness.catchUp();
    expect(await objectionOf(objection)).toMatchObject({
      ...{ status: 'answered', level: 'county', actions: ['accept'] },
      answers: [{ level: 'county', text: '已责成整改' }],
    });
    expect(await codesOf(escalate())).toEqual(['objection.no-higher-level']);
  });

  it('is not taken further after the days for it', async () => {
    const question = await raise({ kind: 'question' });
    await ok(as('clerk').objections.answer({ commandId: commandId(), objection: question, text: '已答' }));
    await harness.catchUp();
    const until = (await objectionOf(question))?.escalationDue?.lastDay;
    await days(12);
    const late = villager().objections.escalate({ commandId: commandId(), objection: question });
    expect(await late).toMatchObject({ refusals: [{ code: 'objection.escalation-too-late', params: { until } }] });
  });
});
