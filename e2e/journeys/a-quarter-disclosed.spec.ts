import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { decodeBundle } from '@cunjian/tlog';
import { noticeBoardPicture } from '@cunjian/standalone/demo/pictures';
import { compareDisclosure } from '@cunjian/web/src/verify/compare-disclosure.ts';
import { disclosureEvidenceQuery } from '@cunjian/web/src/verify/evidence-queries.ts';
import { disclosureQuery } from '@cunjian/web/src/villager/disclosure/queries.ts';
import { verifyHistory, type Compares } from '@cunjian/web/src/verify/verify-history.ts';
import { overallVerdict } from '@cunjian/web/src/verify/steps.ts';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import type { Actor, Data } from '../src/actors.ts';
import { cunjianDone } from '../src/command-line.ts';
import { now, shanghaiDate } from '../src/days.ts';
import { deviceMemory, logOf } from '../src/device.ts';
import { period, quarterFile, rowOf, type Changes } from '../src/quarter-file.ts';
import type { Deployment } from '../src/deployment.ts';
import { runDemo } from '../src/running.ts';
import { journeyMs } from '../src/until.ts';

jest.setTimeout(journeyMs);

/** 芙蓉村 discloses a quarter; its neighbour 苍坡村 does not get so far. */
const division = '330324108207';
const body = `${division}-vc`;
const county = '330324000000';
const disclosure = `disclosure-${body}-${period}`;
const slip = { line: 5, addFen: 10_000 };
const tooMuch = { line: 8, addFen: 50_000 };

let demo: Deployment;
let work = '';
const people = {} as Record<
  'accountant' | 'chair' | 'clerk' | 'supervisor' | 'villager' | 'neighbour' | 'county' | 'auditor',
  Actor
>;
beforeAll(async () => {
  demo = await runDemo();
  work = await mkdtemp(join(tmpdir(), 'cunjian-walk-'));
  for (const account of [
    'accountant',
    'chair',
    'clerk',
    'supervisor',
    'villager',
    'neighbour',
    'county',
    'auditor',
  ] as const)
    people[account] = await demo.as(account);
});
afterAll(async () => {
  await demo.stop();
  await rm(work, { recursive: true });
});

/** What the journey keeps from step to step. */
const kept = { objectedLine: '', receipt: '', beforeCorrection: '', published: '' };
const statistics = async (): Promise<Data> => {
  const { disclosureStatistics } = await people.county.ask(
    `query ($county: DivisionCode!, $period: String!) {
      disclosureStatistics(division: $county, period: $period, bodyKind: VILLAGERS_COMMITTEE) {
        owing published posted missing
        children(first: 50) { edges { node { division { name } owing published missing } } } } }`,
    { county, period },
  );
  return disclosureStatistics;
};

describe("as accountant of the township's agency", () => {
  const importFile = async (of: Readonly<Record<string, Changes>>): Promise<Data> => {
    const { accountant } = people;
    const file = await accountant.upload(await quarterFile(of));
    return accountant.carryOut(
      'importDisclosures',
      { file, fileName: '岩头镇2026年第三季度.xlsx', period },
      'results { bodyName body { id } disclosure { id status } userErrors { code message sheet row column } }',
    );
  };

  it("imports a quarter's XLSX for two villages; the one with a wrong amount is named with its row", async () => {
    const { results } = await importFile({ 芙蓉村: { mistake: slip, amended: tooMuch }, 苍坡村: {} });
    expect(results).toMatchObject([
      {
        bodyName: '芙蓉村',
        body: { id: body },
        disclosure: null,
        userErrors: [
          { code: 'import.balance-differs', sheet: '芙蓉村', row: rowOf(slip), column: 'I' },
          { code: 'disclosure.does-not-add-up', sheet: '芙蓉村' },
        ],
      },
      { bodyName: '苍坡村', disclosure: { status: 'DRAFT' }, userErrors: [] },
    ]);
    expect(results[0].userErrors[0].message).toContain('100.00');
  });

  it('imports the mended file again: both are drafts', async () => {
    const { results } = await importFile({ 芙蓉村: { amended: tooMuch }, 苍坡村: {} });
    expect(results).toMatchObject([
      { disclosure: { id: disclosure, status: 'DRAFT' }, userErrors: [] },
      { disclosure: { status: 'DRAFT' }, userErrors: [] },
    ]);
  });

  it('submits it when the village has confirmed, and not before', async () => {
    expect(await people.accountant.refused('submitDisclosure', { disclosure })).toMatchObject([
      { code: 'disclosure.step-too-early' },
    ]);
    await people.chair.carryOut('confirmDisclosure', { disclosure });
    const submitted = await people.accountant.carryOut('submitDisclosure', { disclosure }, 'disclosure { status }');
    expect(submitted.disclosure.status).toBe('UNDER_REVIEW');
  });
});

describe('as supervision committee', () => {
  it('objects with a reason; the amount is corrected and comes back', async () => {
    await people.supervisor.carryOut('giveOpinion', {
      disclosure,
      verdict: 'OBJECT',
      reasons: '银009号凭证与合同金额不符,多记500元。',
    });
    kept.beforeCorrection = await now();
    await people.accountant.carryOut('returnDisclosure', { disclosure, reason: '按合同更正' });
    const file = await people.accountant.upload(await quarterFile({ 芙蓉村: {} }));
    const { results } = await people.accountant.carryOut(
      'importDisclosures',
      { file, fileName: '更正.xlsx', period },
      'results { disclosure { status } userErrors { code } }',
    );
    expect(results).toEqual([{ disclosure: { status: 'DRAFT' }, userErrors: [] }]);
    await people.chair.carryOut('confirmDisclosure', { disclosure });
    await people.accountant.carryOut('submitDisclosure', { disclosure });
  });

  it('approves; the joint meeting is recorded, and only then it is published', async () => {
    await people.supervisor.carryOut('giveOpinion', { disclosure, verdict: 'APPROVE', reasons: '更正属实。' });
    expect(await people.clerk.refused('publishDisclosure', { disclosure })).toMatchObject([
      { code: 'disclosure.step-too-early' },
    ]);
    await people.clerk.carryOut('recordJointMeeting', { disclosure, heldOn: shanghaiDate(), present: 6 });
    const before = await statistics();
    const published = await people.clerk.carryOut('publishDisclosure', { disclosure }, 'disclosure { status }');
    expect(published.disclosure.status).toBe('PUBLISHED');
    await demo.settle();
    kept.published = await now();
    expect((await statistics()).published).toBe(before.published + 1);
  });

  it('is posted on each notice board, with a photo', async () => {
    const photo = { file: await people.clerk.upload(noticeBoardPicture(1)), name: '公开栏.png' };
    const posting = { disclosure, from: shanghaiDate(), to: shanghaiDate(15), photo };
    for (const place of ['芙蓉村文化礼堂前', '芙蓉村下街口'])
      await people.clerk.carryOut('postDisclosure', { ...posting, place });
    const { disclosure: shown } = await people.clerk.ask(
      'query ($id: ID!, $atLeast: Position) { disclosure(id: $id, atLeast: $atLeast) { posted postings { place photo { url mediaType } } } }',
      { id: disclosure },
    );
    expect(shown.posted).toBe(true);
    const picture = await people.clerk.get(shown.postings[0].photo.url);
    expect([picture.status, picture.headers.get('content-type')]).toEqual([200, 'image/png']);
  });
});

describe('as villager', () => {
  const read = async (who: Actor): Promise<Data> => (await who.ask(disclosureQuery, { id: disclosure })).disclosure;
  const comparing = ({ current, from, to, title }: Data): Compares => ({
    what: 'disclosure',
    compare: compareDisclosure({ ...current, disclosure, period, from, to, title }),
    values: async () => {
      const found = await people.villager.ask(disclosureEvidenceQuery, { id: disclosure, version: 1 });
      return found.disclosure.version.seal.values;
    },
  });

  it('reads it, and her own device proves that it stands in the log as shown', async () => {
    await demo.advanceHeads();
    const shown = await read(people.villager);
    expect(shown.current).toMatchObject({ version: 1, opinion: { verdict: 'APPROVE' }, totals: { lineCount: 30 } });
    kept.objectedLine = shown.current.accounts[0].lines[2].id;
    const { seal } = shown.current;
    const steps = await verifyHistory({
      log: `division/${division}`,
      fetch: logOf(demo.url, people.villager),
      memory: deviceMemory(),
      now: Date.now(),
      entries: [
        {
          index: seal.index,
          event: seal.event,
          compares: comparing(shown),
        },
      ],
    });
    expect(steps.filter(({ verdict }) => verdict === 'failed')).toEqual([]);
    expect(overallVerdict(steps)).toBe('proved');
    expect(steps.map(({ step, verdict }) => `${step} ${verdict}`)).toEqual(
      expect.arrayContaining([
        'inclusion proved',
        'content proved',
        'texts proved',
        'withheld open',
        'heads proved',
        'witnesses open',
      ]),
    );
  });

  it.each([
    ['amount', 'payment', 1],
    ['summary', 'summary', '修桥'],
    ['name', 'handler', '王五'],
  ])('is told by her device where the page shows another %s than the log holds', async (_, field, forged) => {
    const shown = await read(people.villager);
    const { seal, accounts } = shown.current;
    accounts[0].lines[2][field] = forged;
    const steps = await verifyHistory({
      log: `division/${division}`,
      fetch: logOf(demo.url, people.villager),
      memory: deviceMemory(),
      now: Date.now(),
      entries: [{ index: seal.index, compares: comparing(shown) }],
    });
    expect(steps.at(-1)).toMatchObject({ step: 'content', verdict: 'failed' });
  });

  it('objects to one item; the cadre replies before the deadline', async () => {
    const raised = await people.villager.carryOut(
      'raiseObjection',
      { disclosure, kind: 'OBJECTION', line: kept.objectedLine, text: '这笔工程款的合同在哪里可以看到?' },
      'objection { id status due { endsAt } actions } receipt { note state }',
    );
    kept.receipt = raised.receipt.note;
    expect(raised.objection.status).toBe('OPEN');
    await demo.settle();
    const waiting = await people.clerk.ask(
      'query { objectionsToAnswer(first: 10) { edges { node { id line text due { endsAt } } } } }',
    );
    const [{ node }] = waiting.objectionsToAnswer.edges;
    expect(node).toMatchObject({ id: raised.objection.id, line: kept.objectedLine });
    expect(Date.parse(node.due.endsAt)).toBeGreaterThan(Date.now());
    await people.clerk.carryOut('answerObjection', { objection: node.id, text: '合同原件在村务公开室,可随时查阅。' });
    await demo.settle();
    const { myObjections } = await people.villager.ask(
      'query { myObjections(first: 5) { edges { node { id status overdue answers { level text } } } } }',
    );
    expect(myObjections.edges.map((edge: Data) => edge.node)).toContainEqual({
      id: node.id,
      status: 'ANSWERED',
      overdue: false,
      answers: [{ level: 'VILLAGE', text: '合同原件在村务公开室,可随时查阅。' }],
    });
  });

  it('her receipt is kept', async () => {
    const { receipt } = await people.villager.ask('query ($note: String!) { receipt(note: $note) { state } }', {
      note: kept.receipt,
    });
    expect(receipt.state).toBe('KEPT');
  });
});

describe('as villager of another village', () => {
  it('cannot read it, by no way that the page or the API has', async () => {
    const { neighbour } = people;
    const asked = await neighbour.ask(
      `query ($id: ID!, $division: DivisionCode!) {
        disclosure(id: $id) { id } node(id: $id) { id }
        disclosures(division: $division, first: 50) { edges { node { id } } } }`,
      { id: disclosure, division },
    );
    expect(asked).toEqual({ disclosure: null, node: null, disclosures: { edges: [] } });
    expect((await neighbour.get(`/export/disclosure/${disclosure}`)).status).toBe(404);
    expect(
      await neighbour.refused('raiseObjection', { disclosure, kind: 'OBJECTION', text: '我不是本村村民。' }),
    ).toMatchObject([{ code: 'access.denied' }]);
  });

  it('cannot guess it from the log: entries commit and say nothing', async () => {
    const { index } = await sealOf();
    const bundleAt = async (who: Actor): Promise<readonly Uint8Array[]> => {
      const note = await (await who.get(`/log/division/${division}/checkpoint`)).text();
      const width = Math.min(256, Number(note.split('\n')[1]));
      const path = width === 256 ? 'tile/entries/000' : `tile/entries/000.p/${width}`;
      const bundle = await who.get(`/log/division/${division}/${path}`);
      return decodeBundle(new Uint8Array(await bundle.arrayBuffer()), width);
    };
    for (const entry of await bundleAt(people.neighbour))
      expect(Object.keys(JSON.parse(Buffer.from(entry).toString()))).toEqual(['commitment', 'id']);
    expect((await people.neighbour.get(`/log/division/${division}/opening/${index}`)).status).toBe(404);
    const openings = await people.neighbour.get(`/log/division/${division}/openings?from=0&limit=256`);
    const { openings: open, withheld } = (await openings.json()) as Data;
    expect(withheld).toBeGreaterThan(0);
    expect(open.map((one: Data) => JSON.parse(one.event).audience)).not.toContain('residents');
  });
});

const sealOf = async (): Promise<Data> =>
  (
    await people.villager.ask('query ($id: ID!) { disclosure(id: $id) { current { seal { index event } } } }', {
      id: disclosure,
    })
  ).disclosure.current.seal;

describe('as county department', () => {
  it('sees one village disclosed and posted, and all others missing', async () => {
    const { owing, published, posted, missing, children } = await statistics();
    expect({ published, posted, missing }).toEqual({ published: 1, posted: 1, missing: owing - 1 });
    expect(owing).toBeGreaterThan(100);
    const towns = children.edges.map((edge: Data) => edge.node);
    expect(towns.filter((town: Data) => town.published > 0)).toMatchObject([{ division: { name: '岩头镇' } }]);
  });
});

describe('as auditor', () => {
  /** The vote in the demo's running ballot, which others are given at its closing. */
  const withheld = 1;
  const dir = () => join(work, 'export');
  const session = () => ['--url', demo.url, '--token', people.auditor.token, '--office', people.auditor.office ?? ''];

  it('exports the village, verifies it, and the receipt is kept', async () => {
    await demo.advanceHeads();
    const exported = await cunjianDone(
      'audit',
      'export',
      '--division',
      division,
      '--out',
      dir(),
      ...session(),
      '--json',
    );
    expect(exported.records).toMatchObject([{ division, withheld }]);
    const vkeys = (await readFile(join(dir(), 'vkeys'), 'utf8')).trim().split('\n');
    const keys = vkeys.flatMap((vkey) => ['--vkey', vkey]);
    const verified = await cunjianDone('audit', 'verify', '--dir', dir(), ...keys, '--json');
    expect(verified.stderr).toBe('');
    expect(verified.records).toMatchObject([{ ok: true, findings: [], withheld }]);
    await writeFile(join(work, 'receipt.txt'), kept.receipt);
    const receipt = await cunjianDone(
      ...['audit', 'receipt', '--file', join(work, 'receipt.txt'), '--dir', dir(), '--json', ...keys],
    );
    expect(receipt.records).toEqual([{ status: 'kept' }]);
  });

  it('replays it as it was before the correction and after it', async () => {
    const replayed = async (asOf: string): Promise<Data> => {
      const { records } = await cunjianDone('audit', 'replay', '--dir', dir(), '--as-of', asOf, '--json');
      const found = records.find(({ model, key }) => model === 'publication-disclosures' && key === disclosure);
      return found?.['document'];
    };
    const before = await replayed(kept.beforeCorrection);
    const after = await replayed(kept.published);
    expect(before).toMatchObject({ candidate: { stage: 'reviewed', opinion: { verdict: 'object' } }, versions: [] });
    expect(after).toMatchObject({ versions: [{ version: 1, opinion: { verdict: 'approve' } }] });
    const { closing } = after.versions[0].totals;
    expect(Math.abs(before.candidate.totals.closing - closing)).toBe(tooMuch.addFen);
    expect(await replayed('2026-01-31T00:00:00+08:00')).toBeUndefined();
  });
});
