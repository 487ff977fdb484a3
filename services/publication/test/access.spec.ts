import { randomUUID } from 'node:crypto';
import { accessMatrix, type Entry } from '@cunjian/service-kit/access-matrix';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createApi } from '../src/api.ts';
import { committee, ok, openPublication, png, settle, upload, village, type Harness } from './harness.ts';

const place = {
  division: village,
  body: committee,
  bodyKind: 'villagers-committee',
  person: 'person-villager',
} as const;
const matrix = accessMatrix(place);
const commandId = randomUUID;
const account = { account: '现金', book: '村账', opening: 100, lines: [], closing: 100 };

let harness: Harness;
beforeAll(async () => {
  harness = await openPublication();
  await settle(harness);
});
afterAll(() => harness.close());

const as = (name: string) => harness.as(name, name);

/** One published and one drafted disclosure, one under review; notices; an objection at the village and one at the town. */
const everybody = ['clerk', ...matrix.accounts];
const prepare = async () => {
  const draft = async (period: string) =>
    (
      await ok(
        as('clerk').disclosures.draft({
          commandId: commandId(),
          body: committee,
          period,
          content: { accounts: [account] },
        }),
      )
    ).disclosure;
  const published = await draft('2026-01');
  const drafted = await draft('2025-11');
  const reviewed = await draft('2025-09');
  for (const disclosure of [published, reviewed]) {
    await ok(as('chair').disclosures.confirm({ commandId: commandId(), disclosure }));
    await ok(as('clerk').disclosures.submit({ commandId: commandId(), disclosure }));
  }
  const on = () => ({ commandId: commandId(), disclosure: published });
  await ok(as('supervision').disclosures.giveOpinion({ ...on(), verdict: 'approve' }));
  await ok(as('clerk').disclosures.recordMeeting({ ...on(), heldOn: '2026-04-10', present: 5 }));
  await ok(as('chair').disclosures.publish(on()));
  const photo = { file: await upload(harness, png(1), everybody), name: '照片.png' };
  const posting = { place: '上村', from: '2026-04-10', to: '2026-04-30', photo };
  await ok(as('clerk').disclosures.post({ ...on(), ...posting }));
  const attached = await upload(harness, png(2), everybody);
  const content = { title: '通知', text: '停水', attachments: [{ file: attached, name: '附件.png' }] };
  const { notice } = await ok(as('clerk').notices.draft({ commandId: commandId(), body: committee, content }));
  await ok(as('clerk').notices.publish({ commandId: commandId(), notice }));
  const objections = [];
  for (let i = 0; i < 2; i++) {
    const raised = await ok(harness.as('villager').objections.raise({ ...on(), kind: 'objection', text: '为什么？' }));
    objections.push(raised.objection);
  }
  const [atVillage = '', atTown = ''] = objections;
  await ok(as('clerk').objections.answer({ commandId: commandId(), objection: atTown, text: '因为' }));
  await ok(harness.as('villager').objections.escalate({ commandId: commandId(), objection: atTown }));
  const table = {
    file: await upload(harness, Buffer.from('日期,摘要,余额\n2026-01-01,期初余额,5'), everybody),
    fileName: 'a.csv',
  };
  await harness.catchUp();
  await as('auditor').disclosures.exportCsv({ disclosure: published, version: 1 });
  const { value } = await as('clerk').disclosures.get({ ids: [published] });
  const figuresHash = value[0]?.versions[0]?.figuresHash ?? '';
  return {
    published,
    drafted,
    reviewed,
    photo,
    attached,
    posting,
    content,
    notice,
    atVillage,
    atTown,
    table,
    figuresHash,
  };
};

type Prepared = Awaited<ReturnType<typeof prepare>>;

const figures = { accounts: [account] };
const town = '330326101000';

/** A valid input for each procedure, about something that is there. */
const disclosureEntries = (given: Prepared): Record<string, Entry | readonly Entry[]> => {
  const { published, drafted, photo, posting, table, figuresHash } = given;
  const version = { disclosure: published, version: 1 };
  const imported = { ...table, period: '2026-03', body: committee };
  return {
    'disclosures.draft': { input: { body: committee, period: '2026-05', content: figures } },
    'disclosures.revise': { input: { disclosure: drafted, content: figures } },
    'disclosures.discard': { input: { disclosure: published } },
    'disclosures.undoImport': { input: { disclosure: published } },
    'disclosures.correct': { input: { disclosure: drafted, reason: '改', content: figures } },
    'disclosures.confirm': { input: { disclosure: published } },
    'disclosures.submit': { input: { disclosure: published } },
    'disclosures.giveOpinion': { input: { disclosure: drafted, verdict: 'approve' } },
    'disclosures.return': { input: { disclosure: published } },
    'disclosures.recordMeeting': { input: { disclosure: published, heldOn: '2026-04-10', present: 5 } },
    'disclosures.publish': { input: { disclosure: published } },
    'disclosures.post': { input: { disclosure: published, ...posting } },
    'disclosures.withdraw': { input: { disclosure: drafted, reason: '撤' } },
    'disclosures.list': { input: { division: village, first: 5 } },
    'disclosures.reviewsWaiting': {
      input: { first: 5 },
      sameAnswer: 'it lists what waits for the office acted in, and asks about each body of its village',
    },
    'disclosures.inPreparation': {
      input: { first: 5 },
      sameAnswer: 'it lists what the office acted in works on, and asks about each body',
    },
    'disclosures.board': {
      input: { period: '2026-01' },
      sameAnswer: 'it lists bodies that the office acted in works for, and asks about each',
    },
    'disclosures.get': { input: { ids: [published] } },
    'disclosures.contents': { input: { refs: [version] } },
    'disclosures.statistics': {
      input: { divisions: [village], period: '2026-01', bodyKind: 'villagers-committee' },
      resource: { division: village },
    },
    'disclosures.duty': { input: { body: committee } },
    'disclosures.checkSheet': { input: { ...version, figuresHash } },
    'disclosures.previewImport': { input: imported },
    'disclosures.import': { input: imported },
    'disclosures.evidence': { input: { refs: [version] } },
    'disclosures.exportCsv': { input: version },
    'disclosures.attachment': { input: { id: published, sha256: photo.file } },
  };
};

const otherEntries = ({
  published,
  photo,
  attached,
  content,
  notice,
  atVillage,
  atTown,
}: Prepared): Record<string, Entry> => {
  const own = { ...place };
  const note = { input: { notice } };
  return {
    'notices.draft': { input: { body: committee, content } },
    'notices.revise': { input: { notice, content } },
    'notices.publish': note,
    'notices.correct': { input: { notice, content, reason: '改' } },
    'notices.withdraw': { input: { notice: 'notice-none', reason: '撤' }, resource: { division: '000000000000' } },
    'notices.get': { input: { ids: [notice] } },
    'notices.list': { input: { division: village, first: 5 } },
    'notices.evidence': { input: { refs: [{ notice, version: 1 }] } },
    'notices.attachment': { input: { id: notice, sha256: photo.file } },
    'objections.raise': { input: { disclosure: published, kind: 'question', text: '？' } },
    'objections.recordOnPaper': {
      input: { disclosure: published, kind: 'question', text: '？', person: 'person-villager', scan: photo },
    },
    'objections.answer': { input: { objection: atTown, text: '因为' } },
    'objections.answerAbove': { input: { objection: atTown, text: '因为' }, resource: { division: town } },
    'objections.accept': { input: { objection: atVillage }, resource: own },
    'objections.escalate': { input: { objection: atVillage }, resource: own },
    'objections.acceptOnPaper': { input: { objection: atVillage, scan: photo } },
    'objections.escalateOnPaper': { input: { objection: atVillage, scan: photo } },
    'objections.get': { input: { ids: [atVillage] } },
    'objections.ofDisclosures': {
      input: { pages: [{ disclosure: published, first: 5 }] },
      sameAnswer: 'a person without an office finds her own alone, and the read is recorded',
    },
    'objections.mine': { input: { first: 5 }, sameAnswer: 'it lists those of the caller alone' },
    'objections.toAnswer': {
      input: { first: 5 },
      sameAnswer: 'it lists what waits for the office acted in, and asks about each body of its village',
    },
    'reads.mine': { input: { first: 5 }, sameAnswer: 'the person asked about is the caller herself' },
    'reads.exports': { input: { division: village, first: 5 } },
    'files.erase': { input: { document: notice, file: attached, ground: 'request', reason: '本人请求' } },
    'files.erasures': {
      input: { files: [photo.file] },
      sameAnswer: 'it asks about each document that named the file by the right that reads it',
    },
    'objections.attachment': {
      input: { id: atVillage, sha256: photo.file },
      sameAnswer: 'this objection has no scan',
    },
  };
};

describe('every procedure × every role × own, other, parent and child', () => {
  it('does as the table of permissions says', async () => {
    const prepared = await prepare();
    const { publication } = harness;
    const router = createApi({
      ...publication,
      runtime: { ...publication.runtime, resolveCaller: matrix.resolveCaller },
    });
    const entries = { ...disclosureEntries(prepared), ...otherEntries(prepared) };
    const cases = matrix.cases(router, entries, publication.runtime.store);
    const wrong: string[] = [];
    for (const one of cases) {
      const problem = await one.check();
      if (problem !== undefined) wrong.push(`${one.path} as ${one.role} of ${one.relation}: ${problem}`);
    }
    expect(wrong).toEqual([]);
    expect(cases.filter(({ allowed }) => allowed).length).toBeGreaterThan(100);
  });
});
