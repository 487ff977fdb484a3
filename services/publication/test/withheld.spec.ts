import { randomUUID } from 'node:crypto';
import { proceduresOf } from '@cunjian/service-kit/access-matrix';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createApi } from '../src/api.ts';
import {
  committee,
  county,
  ok,
  openPublication,
  personId,
  png,
  settle,
  upload,
  village,
  type Harness,
} from './harness.ts';

const commandId = randomUUID;
const objector = personId('withheldVillager');
const account = { account: '现金', book: '村账', opening: 100, lines: [], closing: 100 };

let harness: Harness;
let disclosure = '';
let objection = '';
let erasedScan = '';
let scan = { file: '', name: '王秀英的来信.png' };
const as = (name: string) => harness.as(name, name);
const on = () => ({ commandId: commandId(), disclosure });

beforeAll(async () => {
  harness = await openPublication();
  await settle(harness);
  scan = { ...scan, file: await upload(harness, png(5), ['supervision']) };
  const drafting = { commandId: commandId(), body: committee, period: '2026-01', content: { accounts: [account] } };
  ({ disclosure } = await ok(as('clerk').disclosures.draft(drafting)));
  await ok(as('chair').disclosures.confirm(on()));
  await ok(as('clerk').disclosures.submit(on()));
  await ok(as('supervision').disclosures.giveOpinion({ ...on(), verdict: 'approve' }));
  await ok(as('clerk').disclosures.recordMeeting({ ...on(), heldOn: '2026-04-10', present: 5 }));
  await ok(as('chair').disclosures.publish(on()));
  const raised = await ok(
    as('supervision').objections.recordOnPaper({
      ...{ ...on(), kind: 'objection', text: '钱去哪了？', person: objector, withheld: true, scan },
    }),
  );
  objection = raised.objection;
  await ok(as('clerk').objections.answer({ commandId: commandId(), objection, text: '存着' }));
  // She herself takes it to the town, from her own phone.
  await ok(harness.as('withheldVillager').objections.escalate({ commandId: commandId(), objection }));
  // Another letter of hers, erased since by a registrar who names her in the reason.
  erasedScan = await upload(harness, png(7), ['supervision']);
  const second = await ok(
    as('supervision').objections.recordOnPaper({
      ...{ ...on(), kind: 'objection', text: '还是问', person: objector, withheld: true },
      scan: { file: erasedScan, name: '又来信.png' },
    }),
  );
  await harness.catchUp();
  const erase = { document: second.objection, file: erasedScan, ground: 'request' as const, reason: '王秀英要求删除' };
  await ok(as('registrar').files.erase({ commandId: commandId(), ...erase }));
  await harness.catchUp();
});
afterAll(() => harness.close());

type Caller = ReturnType<typeof as>;

/** A question to each query of the API. */
const questions = (): Readonly<Record<string, (caller: Caller) => Promise<unknown>>> => {
  const version = { disclosure, version: 1 };
  const file = { sha256: scan.file };
  const page = { first: 10 };
  const table = { file: scan.file, fileName: 'a.csv', period: '2026-01', body: committee };
  const counted = { divisions: [village, county], period: '2026-01', bodyKind: 'villagers-committee' as const };
  return {
    'disclosures.get': ({ disclosures }) => disclosures.get({ ids: [disclosure] }),
    'disclosures.contents': ({ disclosures }) => disclosures.contents({ refs: [version] }),
    'disclosures.list': ({ disclosures }) => disclosures.list({ division: village, ...page }),
    'disclosures.reviewsWaiting': ({ disclosures }) => disclosures.reviewsWaiting(page),
    'disclosures.inPreparation': ({ disclosures }) => disclosures.inPreparation(page),
    'disclosures.board': ({ disclosures }) => disclosures.board({ period: '2026-01' }),
    'disclosures.statistics': ({ disclosures }) => disclosures.statistics(counted),
    'disclosures.duty': ({ disclosures }) => disclosures.duty({ body: committee }),
    'disclosures.checkSheet': ({ disclosures }) => disclosures.checkSheet({ ...version, figuresHash: '0'.repeat(64) }),
    'disclosures.evidence': ({ disclosures }) => disclosures.evidence({ refs: [version] }),
    'disclosures.exportCsv': ({ disclosures }) => disclosures.exportCsv(version),
    'disclosures.attachment': ({ disclosures }) => disclosures.attachment({ id: disclosure, ...file }),
    'disclosures.previewImport': ({ disclosures }) => disclosures.previewImport(table),
    'files.erasures': ({ files }) => files.erasures({ files: [scan.file, erasedScan] }),
    'notices.get': ({ notices }) => notices.get({ ids: [objection] }),
    'notices.list': ({ notices }) => notices.list({ division: village, ...page }),
    'notices.evidence': ({ notices }) => notices.evidence({ refs: [{ notice: objection, version: 1 }] }),
    'notices.attachment': ({ notices }) => notices.attachment({ id: objection, ...file }),
    'objections.get': ({ objections }) => objections.get({ ids: [objection] }),
    'objections.ofDisclosures': ({ objections }) => objections.ofDisclosures({ pages: [{ disclosure, ...page }] }),
    'objections.mine': ({ objections }) => objections.mine(page),
    'objections.toAnswer': ({ objections }) => objections.toAnswer(page),
    'objections.attachment': ({ objections }) => objections.attachment({ id: objection, ...file }),
    'reads.mine': ({ reads }) => reads.mine(page),
    'reads.exports': ({ reads }) => reads.exports({ division: village, ...page }),
  };
};

const answersTo = async (name: string): Promise<Readonly<Record<string, string>>> => {
  const caller = as(name);
  const answers: Record<string, string> = {};
  for (const [path, ask] of Object.entries(questions())) answers[path] = JSON.stringify(await ask(caller));
  return answers;
};

describe('an objector whose name is withheld', () => {
  it('is asked for by every query that there is', () => {
    const queries = proceduresOf(createApi(harness.publication)).filter(({ kind }) => kind === 'query');
    expect(Object.keys(questions()).sort()).toEqual(queries.map(({ path }) => path).sort());
  });

  it.each(['clerk', 'chair', 'supervision', 'supervisionMember', 'townOfficer', 'countyOfficer'])(
    'shows in no answer to %s, who sees what was asked',
    async (name) => {
      const answers = await answersTo(name);
      expect(answers['objections.get']).toContain('钱去哪了？');
      for (const answer of Object.values(answers)) expect(answer).not.toMatch(new RegExp(`${objector}|王秀英|来信`));
      const letter = Buffer.from(png(5)).toString('base64');
      for (const answer of Object.values(answers)) expect(answer).not.toContain(letter);
    },
  );

  it('sees it as her own, and who read it', async () => {
    const { items } = (await harness.as('withheldVillager').objections.mine({ first: 5 })).value;
    const own = items.find(({ item }) => item.objection === objection);
    expect(own?.item).toMatchObject({ objection, mine: true, level: 'town', objector });
    const read = await harness.as('withheldVillager').objections.attachment({ id: objection, sha256: scan.file });
    expect(read.value).toMatchObject({ name: scan.name });
    const reads = await harness.publication.runtime.readRecord.ofSubject(objector, { limit: 50 });
    expect(new Set(reads.map(({ office }) => office))).toEqual(
      new Set(['clerk', 'chair', 'supervision', 'supervisionMember', 'townOfficer', 'countyOfficer']),
    );
  });

  it('stands only in events that the log opens to nobody but who wrote them and to auditors', async () => {
    const stored = await harness.publication.runtime.store.readStream(objection);
    const events = stored.map((one) => harness.publication.runtime.catalogue.decode(one));
    const naming = events.filter((event) => JSON.stringify({ ...event, position: 0 }).includes(objector));
    expect(naming.map(({ name, actor, audience }) => [name, actor, audience])).toEqual([
      ['objection-raised', personId('supervision'), 'parties'],
      ['objection-escalated', objector, 'parties'],
    ]);
  });
});

it('the scan of a letter that is not withheld is opened by officials, and its writer told', async () => {
  const file = await upload(harness, png(6), ['clerk']);
  const paper = { ...on(), kind: 'question' as const, text: '何时修路？', person: personId('villager') };
  const raised = await ok(as('clerk').objections.recordOnPaper({ ...paper, scan: { file, name: '信.png' } }));
  await harness.catchUp();
  const opened = await as('chair').objections.attachment({ id: raised.objection, sha256: file });
  expect(opened.value).toMatchObject({ name: '信.png' });
  const reads = await harness.publication.runtime.readRecord.ofSubject(personId('villager'), { limit: 5 });
  expect(reads).toMatchObject([{ office: 'chair', action: 'read', kinds: ['name', 'free-text'] }]);
});
