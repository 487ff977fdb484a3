import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { z } from 'zod';
import type { contentInput } from '../src/api/inputs.ts';
import { createApi } from '../src/api.ts';
import {
  agency,
  codesOf,
  committee,
  county,
  neighbourCommittee,
  ok,
  openPublication,
  png,
  settle,
  town,
  upload,
  village,
  type Harness,
} from './harness.ts';

const commandId = randomUUID;
const disclosure = `disclosure-${committee}-2026Q1`;
const content = (change: { closing?: number; payee?: string; summary?: string } = {}) =>
  ({
    accounts: [
      {
        account: '农商行基本户',
        book: '村账',
        opening: 100_000,
        lines: [
          {
            date: '2026-01-08',
            voucher: '1',
            summary: '房屋租金',
            account: '504',
            kind: 'income',
            receipt: 50_000,
            payment: 0,
          },
          {
            ...{
              date: '2026-03-31',
              voucher: '1',
              summary: change.summary ?? '修路款',
              account: '513',
              kind: 'expenditure',
            },
            ...{ receipt: 0, payment: 12_345, payee: change.payee ?? '张三丰' },
          },
        ],
        closing: change.closing ?? 137_655,
      },
    ],
  }) satisfies z.input<typeof contentInput>;

let harness: Harness;
let photo: { file: string; name: string };
beforeAll(async () => {
  harness = await openPublication();
  await settle(harness);
  photo = { file: await upload(harness, png(1)), name: '公开栏.png' };
});
afterAll(() => harness.close());

const as = (name: string) => harness.as(name, name);
const villager = () => harness.as('villager');
const days = (count: number) => harness.clock.advance(count * 86_400_000);

const oneOf = async (who: ReturnType<typeof villager>, id = disclosure, asOf?: string) =>
  (await who.disclosures.get({ ids: [id], ...(asOf === undefined ? {} : { asOf }) })).value[0];

describe('from draft to publication', () => {
  it('refuses figures that do not add up, with the difference', async () => {
    const answer = await as('accountant').disclosures.draft({
      ...{ commandId: commandId(), body: committee, period: '2026Q1', content: content({ closing: 137_600 }) },
    });
    expect(answer).toMatchObject({
      ok: false,
      refusals: [
        { code: 'disclosure.does-not-add-up', params: { difference: '0.55' }, field: 'content.accounts[0].closing' },
      ],
    });
  });

  it('refuses personal numbers in prose, and names the field', async () => {
    const answer = await as('accountant').disclosures.draft({
      commandId: commandId(),
      ...{ body: committee, period: '2026Q1', content: content({ summary: '付李四 13800138000' }) },
    });
    expect(answer).toMatchObject({
      refusals: [{ code: 'personal-data.in-prose', field: 'content.accounts[0].lines[1].summary' }],
    });
  });

  it('drafts once, however often the command is sent', async () => {
    const input = { commandId: commandId(), body: committee, period: '2026Q1', content: content() };
    const [first, second] = [
      await as('accountant').disclosures.draft(input),
      await as('accountant').disclosures.draft(input),
    ];
    expect(first).toMatchObject({ ok: true, repeated: false, result: { disclosure } });
    expect(second).toEqual({ ...first, repeated: true });
    expect(await codesOf(as('accountant').disclosures.draft({ ...input, commandId: commandId() }))).toEqual([
      'disclosure.exists',
    ]);
    await harness.catchUp();
  });

  it('is seen as a draft by those who work on it and by nobody else', async () => {
    expect(await oneOf(as('clerk'))).toMatchObject({ status: 'draft', actions: ['revise', 'discard'] });
    for (const name of ['villager', 'outsider', 'shareholder'] as const)
      expect(await oneOf(harness.as(name))).toBeUndefined();
    expect(await oneOf(as('countyOfficer'))).toBeUndefined();
    const board = await as('accountant').disclosures.board({ period: '2026Q1' });
    const due = expect.objectContaining({ lastDay: '2026-04-15', rules: expect.anything() });
    expect(
      board.value.map(({ body, missing, overdue, due, disclosure }) => [
        body,
        missing,
        overdue,
        due,
        disclosure?.status,
      ]),
    ).toEqual([
      [committee, true, false, due, 'draft'],
      ['330326101202-vc', true, false, due, undefined],
    ]);
    const earlier = await as('accountant').disclosures.board({ period: '2025Q4' });
    expect(earlier.value[0]).toMatchObject({ missing: true, overdue: true, due: { lastDay: '2026-01-15' } });
    expect(await oneOf(as('clerk'))).toMatchObject({ publicationDue: { lastDay: '2026-04-15' } });
  });

  it('goes through the steps of Zhejiang, none too early', async () => {
    const on = () => ({ commandId: commandId(), disclosure });
    expect(await codesOf(as('clerk').disclosures.submit(on()))).toEqual(['disclosure.step-too-early']);
    await ok(as('chair').disclosures.confirm(on()));
    await ok(as('clerk').disclosures.submit(on()));
    await harness.catchUp();
    const waiting = await as('supervision').disclosures.reviewsWaiting({ first: 10 });
    expect(waiting.value.items).toMatchObject([{ item: { disclosure, candidate: { stage: 'under-review' } } }]);
    await ok(as('supervision').disclosures.giveOpinion({ ...on(), verdict: 'object', reasons: '第一笔缺少合同' }));
    await ok(as('clerk').disclosures.return({ ...on(), reason: '补合同' }));
    await ok(as('accountant').disclosures.revise({ ...on(), content: content() }));
    await ok(as('chair').disclosures.confirm(on()));
    await ok(as('clerk').disclosures.submit(on()));
    await ok(as('supervision').disclosures.giveOpinion({ ...on(), verdict: 'approve' }));
    expect(await codesOf(as('chair').disclosures.publish(on()))).toEqual(['disclosure.step-too-early']);
    await ok(as('clerk').disclosures.recordMeeting({ ...on(), heldOn: '2026-04-10', present: 7 }));
    await ok(as('chair').disclosures.publish(on()));
    await harness.catchUp();
  });
});

describe('published', () => {
  it('is read by residents and overseers, not by the neighbours nor by members of the collective', async () => {
    const view = await oneOf(villager());
    expect(view).toMatchObject({
      status: 'published',
      currentVersion: 1,
      versions: [{ opinion: { verdict: 'approve' } }],
    });
    expect(view?.candidate).toBeUndefined();
    expect(view?.publicationDue).toBeUndefined();
    expect(view?.actions).toEqual(['object', 'ask']);
    for (const name of ['outsider', 'shareholder'] as const) expect(await oneOf(harness.as(name))).toBeUndefined();
    expect(await oneOf(harness.as(undefined))).toBeUndefined();
    expect(await oneOf(as('countyOfficer'))).toMatchObject({ status: 'published' });
    const list = await villager().disclosures.list({ division: village, first: 10 });
    expect(list.value.items.map(({ item }) => item.disclosure)).toEqual([disclosure]);
    expect((await harness.as('outsider').disclosures.list({ division: village, first: 10 })).value.items).toEqual([]);
  });

  it('shows payees masked to residents and in full to those with a duty; events hold neither', async () => {
    const payeeFor = async (who: ReturnType<typeof villager>, masked = false) => {
      const { value } = await who.disclosures.contents({ refs: [{ disclosure, version: 1 }], masked });
      return value[0]?.accounts[0]?.lines[1];
    };
    expect(await payeeFor(villager())).toMatchObject({ payee: '张*', summary: '修路款' });
    expect((await payeeFor(as('auditor')))?.payee).toBe('张三丰');
    expect((await payeeFor(as('clerk')))?.payee).toBe('张三丰');
    expect((await payeeFor(as('clerk'), true))?.payee).toBe('张*');
    const { value } = await harness.as('outsider').disclosures.contents({ refs: [{ disclosure, version: 1 }] });
    expect(value).toEqual([]);
    const stored = await harness.publication.runtime.store.readStream(disclosure);
    for (const { bytes } of stored) expect(Buffer.from(bytes).toString()).not.toMatch(/张三丰|修路款|合同/);
  });

  it('is posted with a photo, and the window for objections runs from the posting', async () => {
    const posting = { disclosure, from: '2026-04-10', to: '2026-04-30', photo };
    const before = await oneOf(villager());
    expect(before).toMatchObject({
      objectionWindowOpen: false,
      objectionWindow: { state: 'not-begun', days: 10, unit: 'calendar', countsFrom: 'posting' },
    });
    expect(before?.objectionWindow?.rules[0]?.citation).toBeTruthy();
    expect(before?.actions).toContain('object');
    await harness.clock.advance(1_000);
    await ok(as('clerk').disclosures.post({ commandId: commandId(), place: '上村', ...posting }));
    expect(await codesOf(as('clerk').disclosures.post({ commandId: commandId(), place: '别处', ...posting }))).toEqual([
      'disclosure.unknown-board',
    ]);
    await harness.catchUp();
    expect(await oneOf(villager())).toMatchObject({
      objectionWindowOpen: true,
      objectionWindow: { state: 'open' },
      versions: [{ postings: [{ place: '上村', photo: { name: '公开栏.png' } }], isPosted: true }],
    });
  });

  it('had not begun its window before, as of a time between', async () => {
    const published = (await oneOf(villager()))?.versions[0]?.publishedAt;
    expect(await oneOf(villager(), disclosure, published)).toMatchObject({
      objectionsDue: undefined,
      objectionWindow: { state: 'not-begun' },
    });
  });

  it('counts in the statistics of all levels, posted apart, missing ones as missing', async () => {
    const at = async (division: string, period = '2026Q1') =>
      (
        await as('countyOfficer').disclosures.statistics({
          divisions: [division],
          period,
          bodyKind: 'villagers-committee',
        })
      ).value[0];
    expect(await at(county)).toMatchObject({ owing: 2, drafted: 1, published: 1, posted: 1, missing: 1 });
    expect(await at(village)).toMatchObject({ owing: 1, published: 1, missing: 0 });
    expect(await at(county, '2026-02')).toMatchObject({ owing: 0, published: 0, missing: 0 });
    await ok(
      as('clerk').disclosures.post({
        commandId: commandId(),
        disclosure,
        place: '下村',
        from: '2026-04-10',
        to: '2026-04-30',
        photo,
      }),
    );
    await harness.catchUp();
    expect(await at(county)).toMatchObject({ posted: 1 });
    const others = await as('townOfficer').disclosures.statistics({
      ...{ divisions: [county, town], period: '2026Q1', bodyKind: 'collective' },
    });
    expect(others.value).toMatchObject([{ division: town, owing: 1, published: 0, missing: 1 }]);
  });

  it('answers for a printed sheet without sign-in, and for no other figures', async () => {
    const [version] = (await oneOf(villager()))?.versions ?? [];
    const ask = async (figuresHash: string, version = 1, reader?: string) =>
      (await harness.as(reader).disclosures.checkSheet({ disclosure, version, figuresHash })).value;
    const shown = await ask(version?.figuresHash ?? '');
    expect(shown).toMatchObject({ state: 'current', totals: { closing: 137_655 } });
    expect(shown.content?.accounts[0]?.lines.map(({ receipt, payment }) => receipt - payment)).toEqual([
      50_000, -12_345,
    ]);
    expect(shown).not.toHaveProperty('content.attachments');
    expect(version).not.toHaveProperty('amountsHash');
    // As it was printed before the code named all of the sheet: who knows the amounts can make it up.
    const [row] = await harness.publication.models.disclosures.get([disclosure]);
    const old = await ask(row?.[1].versions[0]?.amountsHash ?? '');
    expect(old).toMatchObject({ state: 'current', totals: { closing: 137_655 } });
    expect(old.content).toBeUndefined();
    expect(await ask('0'.repeat(64))).toEqual({ state: 'unknown' });
    expect(await ask('0'.repeat(64), 1, 'villager')).toEqual({ state: 'figures-differ' });
    expect(await ask(version?.figuresHash ?? '', 9)).toEqual({ state: 'unknown' });
  });
});

describe('objections', () => {
  const raise = async (input: object = {}) =>
    (
      await ok(
        villager().objections.raise({
          ...{ commandId: commandId(), disclosure, kind: 'objection', text: '这笔修路款是哪条路？', ...input },
        }),
      )
    ).objection;

  it('are raised by residents alone', async () => {
    const input = { commandId: commandId(), disclosure, kind: 'objection', text: '？' } as const;
    for (const name of ['outsider', 'shareholder'] as const)
      expect(await codesOf(harness.as(name).objections.raise(input))).toEqual(['access.denied']);
    expect(await codesOf(as('clerk').objections.raise(input))).toEqual(['access.denied']);
  });

  it('are answered by the village, and accepted', async () => {
    const objection = await raise({ line: '村账-2026-03-1-1' });
    await harness.catchUp();
    expect((await as('clerk').objections.toAnswer({ first: 5 })).value.items).toMatchObject([
      { item: { objection, text: '这笔修路款是哪条路？', actions: ['answer'], due: { lastDay: '2026-04-20' } } },
    ]);
    await ok(as('clerk').objections.answer({ commandId: commandId(), objection, text: '上村到下村' }));
    await harness.catchUp();
    expect((await villager().objections.mine({ first: 5 })).value.items).toMatchObject([
      { item: { objection, status: 'answered', answers: [{ text: '上村到下村' }], actions: ['accept', 'escalate'] } },
    ]);
    await ok(villager().objections.accept({ commandId: commandId(), objection }));
    expect((await as('clerk').objections.toAnswer({ first: 5 })).value.items).toHaveLength(0);
    const reads = await harness.publication.runtime.readRecord.ofSubject('person-villager', { limit: 5 });
    expect(reads).toMatchObject([{ office: 'clerk', purpose: 'objection.read', kinds: ['free-text'] }]);
  });

  it('are told as they were, and not at all before they were raised', async () => {
    const before = new Date(harness.clock.now()).toISOString();
    await harness.clock.advance(60_000);
    const objection = await raise({ text: '请公开合同' });
    const raised = new Date(harness.clock.now()).toISOString();
    await harness.clock.advance(60_000);
    await ok(as('clerk').objections.answer({ commandId: commandId(), objection, text: '已公开' }));
    await ok(villager().objections.accept({ commandId: commandId(), objection }));
    await harness.catchUp();
    const pages = [{}, { asOf: raised }, { asOf: before }].map((then) => ({ disclosure, first: 20, ...then }));
    const { value } = await villager().objections.ofDisclosures({ pages });
    const shown = value.map(({ items }) => items.map(({ item }) => item).find((one) => one.objection === objection));
    expect(shown[0]).toMatchObject({ status: 'accepted', answers: [{ text: '已公开' }] });
    expect(shown[1]).toMatchObject({ status: 'open', answers: [], actions: [], text: '请公开合同' });
    expect(shown[2]).toBeUndefined();
  });

  it('go up when nobody answers in time, each level with its clock', async () => {
    const objection = await raise();
    expect(await codesOf(villager().objections.escalate({ commandId: commandId(), objection }))).toEqual([
      'objection.reply-not-due',
    ]);
    await harness.react();
    await days(11);
    await harness.react();
    const [own] = (await villager().objections.get({ ids: [objection] })).value;
    expect(own).toMatchObject({ status: 'overdue', overdue: true, actions: ['escalate'] });
    await ok(villager().objections.escalate({ commandId: commandId(), objection }));
    await harness.catchUp();
    expect((await as('clerk').objections.toAnswer({ first: 5 })).value.items).toEqual([]);
    expect((await as('townOfficer').objections.toAnswer({ first: 5 })).value.items).toMatchObject([
      { item: { objection, level: 'town', actions: ['answer'] } },
    ]);
    const reply = { commandId: commandId(), objection, text: '已核实' };
    expect(await codesOf(as('countyOfficer').objections.answerAbove(reply))).toEqual(['objection.other-level']);
    await ok(as('townOfficer').objections.answerAbove(reply));
    await harness.catchUp();
    const statistics = await as('countyOfficer').disclosures.statistics({
      ...{ divisions: [county], period: '2026Q1', bodyKind: 'villagers-committee' },
    });
    expect(statistics.value[0]).toMatchObject({ objections: 3, overdue: 0 });
  });

  it('after the window only questions are left', async () => {
    expect(await oneOf(villager())).toMatchObject({ objectionWindowOpen: false, objectionWindow: { state: 'closed' } });
    const late = { commandId: commandId(), disclosure, kind: 'objection', text: '？' } as const;
    expect(await codesOf(villager().objections.raise(late))).toEqual(['objection.window-closed']);
    expect(await raise({ kind: 'question' })).toMatch(/^objection-/);
  });

  it('through the supervision committee do not tell cadres who it is', async () => {
    const scan = { file: await upload(harness, png(7)), name: '来信.png' };
    const paper = {
      ...{ disclosure, kind: 'question' as const, text: '请说明', person: 'person-villager', withheld: true, scan },
    };
    const { objection } = await ok(as('supervision').objections.recordOnPaper({ commandId: commandId(), ...paper }));
    await harness.catchUp();
    const [forClerk] = (await as('clerk').objections.get({ ids: [objection] })).value;
    expect(forClerk).toMatchObject({ text: '请说明', withheld: true, mine: false });
    expect(JSON.stringify(forClerk)).not.toMatch(/person-villager|来信/);
    const [own] = (await villager().objections.get({ ids: [objection] })).value;
    expect(own).toMatchObject({ objector: 'person-villager', mine: true });
    expect(
      await codesOf(
        as('clerk').objections.recordOnPaper({ commandId: commandId(), ...paper, person: 'person-outsider' }),
      ),
    ).toEqual(['objection.not-a-resident']);
  });
});

describe('a correction', () => {
  it('runs through the steps again while the old version stays, and asOf tells both', async () => {
    const before = new Date(harness.clock.now()).toISOString();
    await days(1);
    const on = () => ({ commandId: commandId(), disclosure });
    await ok(as('clerk').disclosures.correct({ ...on(), reason: '收款人写错', content: content({ payee: '王五' }) }));
    await harness.catchUp();
    expect(await oneOf(villager())).toMatchObject({ currentVersion: 1, status: 'published' });
    await ok(as('chair').disclosures.confirm(on()));
    await ok(as('clerk').disclosures.submit(on()));
    await harness.react();
    await days(6);
    await harness.react();
    await ok(as('clerk').disclosures.recordMeeting({ ...on(), heldOn: '2026-04-22', present: 7 }));
    await ok(as('chair').disclosures.publish(on()));
    await harness.catchUp();
    const view = await oneOf(villager());
    expect(view).toMatchObject({
      currentVersion: 2,
      versions: [{ version: 1 }, { version: 2, reason: '收款人写错', opinion: { verdict: 'silent' } }],
    });
    expect(view?.versions[0]?.supersededAt).toBe(view?.versions[1]?.publishedAt);
    expect(await oneOf(villager(), disclosure, before)).toMatchObject({
      currentVersion: 1,
      versions: [{ version: 1, supersededAt: undefined }],
      actions: [],
    });
    expect(await oneOf(villager(), disclosure, '2026-04-01T00:00:00Z')).toBeUndefined();
    const sheet = { disclosure, version: 1, figuresHash: view?.versions[0]?.figuresHash ?? '' };
    expect((await harness.as(undefined).disclosures.checkSheet(sheet)).value).toMatchObject({
      state: 'corrected',
      currentVersion: 2,
    });
  });

  it('and a withdrawal stay visible with their reasons', async () => {
    await ok(as('chair').disclosures.withdraw({ commandId: commandId(), disclosure, reason: '重做' }));
    await harness.catchUp();
    expect(await oneOf(villager())).toMatchObject({
      status: 'withdrawn',
      versions: [{ version: 1 }, { version: 2, withdrawalReason: '重做' }],
    });
  });
});

describe('the duty of a body', () => {
  it('is what the rule in force asks for, with what is missing', async () => {
    const { value } = await harness.as(undefined).disclosures.duty({ body: neighbourCommittee });
    expect(value).toMatchObject({
      period: 'quarter',
      rules: [{ citation: expect.stringContaining('村民委员会组织法') }, {}],
    });
    expect(value?.periods[0]).toMatchObject({ period: '2026Q1', due: { lastDay: '2026-04-15' }, published: false });
    expect((await harness.as(undefined).disclosures.duty({ body: agency })).value?.periods).toEqual([]);
  });

  it('comes every month from when the registrar says that transactions are many', async () => {
    const busy = { body: neighbourCommittee, manyTransactions: true };
    await harness.register(`body-${neighbourCommittee}`, neighbourCommittee.slice(0, 12), neighbourCommittee, {
      type: 'body-changed',
      data: busy,
    });
    await days(31);
    await harness.catchUp();
    const { value } = await harness.as(undefined).disclosures.duty({ body: neighbourCommittee });
    expect(value).toMatchObject({ periodWhereBusy: 'month', manyTransactions: true, periods: [{ period: '2026-04' }] });
    const missing = async (period: string) =>
      (await as('accountant').disclosures.board({ period })).value.map(({ missing }) => missing);
    expect(await missing('2026-04')).toEqual([false, true]);
    expect(await missing('2026-03')).toEqual([false, false]);
  });
});

describe('a matter', () => {
  const matter = { body: committee, period: 'matter-road', content: content() };
  it('needs its days and a title', async () => {
    const days = { from: '2026-01-01', to: '2026-03-31' };
    const draft = (more: object) => as('clerk').disclosures.draft({ commandId: commandId(), ...matter, ...more });
    expect(await codesOf(draft({ title: '村道硬化' }))).toEqual(['disclosure.bad-days']);
    expect(await codesOf(draft({ days }))).toEqual(['disclosure.title-missing']);
    await ok(draft({ days, title: '村道硬化' }));
    await harness.catchUp();
    expect(await oneOf(as('clerk'), `disclosure-${committee}-matter-road`)).toMatchObject({
      title: '村道硬化',
      publicationDue: { lastDay: '2026-04-07' },
    });
  });
  it('is drafted once where the command comes twice at the same time', async () => {
    const days = { from: '2026-01-01', to: '2026-03-31' };
    const input = { commandId: commandId(), ...matter, period: 'matter-well', days, title: '水井' };
    const [first, second] = await Promise.all([0, 1].map(() => as('clerk').disclosures.draft(input)));
    expect(first).toMatchObject({ ok: true });
    expect(second).toMatchObject({ ok: true, events: first?.ok === true ? first.events : [] });
    const stream = await harness.publication.runtime.store.readStream(`disclosure-${committee}-matter-well`);
    expect(stream).toHaveLength(1);
  });
  it.each(['基本户\u202e', '基本户\u0007'])(
    'takes no account %j with characters that are not seen',
    async (account) => {
      const accounts = content().accounts.map((one) => ({ ...one, account }));
      const draft = as('clerk').disclosures.draft({ commandId: commandId(), ...matter, content: { accounts } });
      await expect(draft).rejects.toMatchObject({ code: 'BAD_REQUEST' });
    },
  );
  it('leaves no words behind when it is refused', async () => {
    const { vault } = harness.publication.runtime;
    let kept = 0;
    const counting = {
      ...vault,
      put: (entries: readonly object[]) => ((kept += entries.length), Promise.resolve(undefined)),
    };
    const api = createApi({ ...harness.publication, runtime: { ...harness.publication.runtime, vault: counting } });
    const caller = api.createCaller({ account: 'clerk', office: 'clerk', correlationId: 'test' });
    expect(await codesOf(caller.disclosures.draft({ commandId: commandId(), ...matter, period: '2026Q1' }))).toEqual([
      'disclosure.exists',
    ]);
    expect(kept).toBe(0);
  });
});

describe('notices', () => {
  it('go out to everyone, are corrected and withdrawn, and are told as they were', async () => {
    const text = { title: '停水通知', text: '周五停水' };
    const draft = { commandId: commandId(), body: committee, content: text };
    const { notice } = await ok(as('clerk').notices.draft(draft));
    expect((await ok(as('clerk').notices.draft(draft))).notice).toBe(notice);
    await ok(as('clerk').notices.publish({ commandId: commandId(), notice }));
    await harness.catchUp();
    const first = new Date(harness.clock.now()).toISOString();
    await days(1);
    await ok(
      as('clerk').notices.correct({
        ...{ commandId: commandId(), notice, reason: '改期' },
        content: { ...text, text: '周六停水' },
      }),
    );
    await harness.catchUp();
    const list = async (asOf?: string) =>
      (await harness.as(undefined).notices.list({ division: village, first: 5, ...(asOf && { asOf }) })).value.items;
    expect(await list()).toMatchObject([
      { item: { notice, versions: [{ text: '周五停水' }, { text: '周六停水', reason: '改期' }] } },
    ]);
    expect((await list(first))[0]?.item.versions).toHaveLength(1);
    expect(await codesOf(harness.as('villager').notices.publish({ commandId: commandId(), notice }))).toEqual([
      'access.denied',
    ]);
  });
});
