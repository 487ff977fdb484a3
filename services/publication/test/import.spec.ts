import { randomUUID } from 'node:crypto';
import { isRefused } from '@cunjian/kernel';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import writeXlsxFile from 'write-excel-file/node';
import type { ImportResult } from '../src/api/imports.ts';
import {
  committee,
  neighbourCommittee,
  ok,
  openPublication,
  png,
  settle,
  upload,
  village,
  type Harness,
} from './harness.ts';

const commandId = randomUUID;
let harness: Harness;
beforeAll(async () => {
  harness = await openPublication();
  await settle(harness);
});
afterAll(() => harness.close());

const as = (name: string) => harness.as(name, name);

type Row = readonly (string | number | Date | null)[];
const rows = (payment: number): readonly Row[] => [
  ['2026年第一季度收支明细', null, null, null, null, null],
  ['日期', '凭证号', '摘要', '科目', '收入', '支出', '余额', '收款人'],
  ['2026-01-01', null, '期初余额', null, null, null, 1000, null],
  ['2026/1/8', '1', '=房租', '504', 500, null, 1500, null],
  ['2026年3月31日', '2', '修路', '513', null, payment, 1376.55, '张三丰'],
  ['合计', null, null, null, 500, 123.45, null, null],
];
/** Cells need a type; the sheets are named as the bodies are. */
const workbook = async (sheets: Readonly<Record<string, readonly Row[]>>): Promise<Uint8Array> => {
  const data = Object.values(sheets).map((sheet) =>
    sheet.map((row) => row.map((value) => (value === null ? null : { value, type: value.constructor as never }))),
  );
  const names = Object.keys(sheets);
  const file = writeXlsxFile(data.map((one, at) => ({ data: one, sheet: names[at] ?? '' })) as never);
  return new Uint8Array(await (await file).toBuffer());
};

const fileOf = async (sheets: Readonly<Record<string, readonly Row[]>>) => ({
  file: await upload(harness, await workbook(sheets)),
  fileName: '代理中心.xlsx',
  period: '2026Q1',
});
const told = (results: readonly ImportResult[]) =>
  results.map(({ body, disclosure, findings }) => [body, disclosure, findings.map(({ code }) => code)]);

describe("a township's file", () => {
  it('is previewed with every finding, and nothing is written', async () => {
    const input = await fileOf({ [committee]: rows(123.45), [neighbourCommittee]: rows(132.45) });
    const { value } = await as('accountant').disclosures.previewImport(input);
    if (!('results' in value)) throw new Error(JSON.stringify(value));
    expect(told(value.results)).toEqual([
      [committee, undefined, []],
      [neighbourCommittee, undefined, ['import.balance-differs', 'import.total-differs', 'disclosure.does-not-add-up']],
    ]);
    expect(value.results[1]?.findings[0]?.params).toMatchObject({
      ...{ sheet: neighbourCommittee, row: 5, column: 'G', header: '余额', value: '1376.55' },
      difference: '-9.00',
    });
    expect(value.results[0]?.totals).toMatchObject({ receipts: 50_000, payments: 12_345, closing: 137_655 });
    expect(await harness.publication.runtime.store.readStream(`disclosure-${committee}-2026Q1`)).toEqual([]);
  });

  it('drafts what is right; one bad village does not stop the others; mended, it is imported again', async () => {
    const bad = {
      commandId: commandId(),
      ...(await fileOf({ [committee]: rows(123.45), [neighbourCommittee]: rows(132.45) })),
    };
    const first = await ok(as('accountant').disclosures.import(bad));
    expect(told(first.results).map(([, disclosure, codes]) => [disclosure, codes?.length])).toEqual([
      [`disclosure-${committee}-2026Q1`, 0],
      [undefined, 3],
    ]);
    expect(await as('accountant').disclosures.import(bad)).toMatchObject({ ok: true, repeated: true });
    const good = await fileOf({ [committee]: rows(123.45), [neighbourCommittee]: rows(123.45) });
    const second = await ok(as('accountant').disclosures.import({ commandId: commandId(), ...good }));
    expect(told(second.results).map(([, disclosure]) => disclosure)).toEqual([
      `disclosure-${committee}-2026Q1`,
      `disclosure-${neighbourCommittee}-2026Q1`,
    ]);
    const stream = await harness.publication.runtime.store.readStream(`disclosure-${committee}-2026Q1`);
    expect(stream.map(({ type }) => type)).toEqual([
      'cunjian.publication.disclosure-drafted.v1',
      'cunjian.publication.disclosure-revised.v1',
    ]);
    await harness.catchUp();
  });

  it('imported again over a draft changes its lines, and leaves what was entered beside them', async () => {
    const disclosure = `disclosure-${committee}-2026Q1`;
    const contents = async () =>
      (await as('clerk').disclosures.contents({ refs: [{ disclosure, version: 1 }] })).value[0];
    const attachments = [{ file: await upload(harness, png(4)), name: '合同.png' }];
    const sections = [{ kind: 'claims' as const, rows: [{ item: '店面租金', amount: 500, counterparty: '王五' }] }];
    const content = { accounts: (await contents())?.accounts, sections, attachments } as never;
    await ok(as('clerk').disclosures.revise({ commandId: commandId(), disclosure, content }));
    const again = await fileOf({ [committee]: rows(123.45) });
    await ok(as('accountant').disclosures.import({ commandId: commandId(), ...again }));
    await harness.catchUp();
    expect(await contents()).toMatchObject({
      accounts: [{ lines: [{ summary: '=房租' }, { summary: '修路', payee: '张三丰' }] }],
      sections: [{ kind: 'claims', rows: [{ item: '店面租金', amount: 500, counterparty: '王五' }] }],
      attachments: [{ name: '合同.png' }],
    });
  });

  it('is undone to the draft as it was before, with what was entered by hand', async () => {
    const disclosure = `disclosure-${committee}-2026Q1`;
    const contents = async () =>
      (await as('clerk').disclosures.contents({ refs: [{ disclosure, version: 1 }] })).value[0];
    const before = await contents();
    const amended = rows(123.45).map((row) => row.map((value) => (value === '修路' ? '修桥' : value)));
    const imported = { commandId: commandId(), ...(await fileOf({ [committee]: amended })) };
    await ok(as('accountant').disclosures.import(imported));
    await harness.catchUp();
    expect((await contents())?.accounts[0]?.lines[1]?.summary).toBe('修桥');
    await ok(as('accountant').disclosures.undoImport({ commandId: commandId(), disclosure }));
    await harness.catchUp();
    expect(await contents()).toEqual(before);
    expect(await as('accountant').disclosures.undoImport({ commandId: commandId(), disclosure })).toMatchObject({
      refusals: [{ code: 'disclosure.nothing-imported' }],
    });
  });

  it('of one matter needs its days and its title', async () => {
    const matter = { ...(await fileOf({ [committee]: rows(123.45) })), period: 'matter-road', body: committee };
    const days = { from: '2026-01-01', to: '2026-03-31' };
    const draft = (more: object) => as('clerk').disclosures.import({ commandId: commandId(), ...matter, ...more });
    const codes = async (more: object) => {
      const answer = await draft(more);
      return answer.ok ? [] : answer.refusals.map(({ code, field }) => [code, field]);
    };
    expect(await codes({ title: '村道硬化' })).toEqual([['disclosure.bad-days', 'days']]);
    expect(await codes({ days })).toEqual([['disclosure.title-missing', 'title']]);
    expect(await codes({ days, title: '找13800138000' })).toEqual([['personal-data.in-prose', 'title']]);
    const { results } = await ok(draft({ days, title: '村道硬化' }));
    expect(told(results)).toEqual([[committee, `disclosure-${committee}-matter-road`, []]]);
    await harness.catchUp();
    const { value } = await as('clerk').disclosures.get({ ids: [`disclosure-${committee}-matter-road`] });
    expect(value[0]).toMatchObject({ title: '村道硬化', from: '2026-01-01', to: '2026-03-31' });
  });

  it('is for bodies that the importer works for', async () => {
    const input = { commandId: commandId(), ...(await fileOf({ [neighbourCommittee]: rows(123.45) })) };
    const { results } = await ok(as('clerk').disclosures.import(input));
    expect(told(results)).toEqual([[undefined, undefined, ['import.unknown-village']]]);
    expect(await harness.as('villager').disclosures.import(input)).toMatchObject({
      refusals: [{ code: 'access.denied' }],
    });
    expect(
      await as('clerk').disclosures.import({ ...input, commandId: commandId(), body: neighbourCommittee }),
    ).toMatchObject({ refusals: [{ code: 'access.denied' }] });
  });

  it('that is no table is refused as a whole', async () => {
    const input = {
      commandId: commandId(),
      file: await upload(harness, png(3)),
      fileName: '表.xlsx',
      period: '2026Q1',
    };
    expect(await as('accountant').disclosures.import(input)).toMatchObject({
      refusals: [{ code: expect.stringMatching(/^table\./) }],
    });
  });
});

describe('what was imported', () => {
  const disclosure = `disclosure-${committee}-2026Q1`;
  const on = () => ({ commandId: commandId(), disclosure });
  beforeAll(async () => {
    const original = await upload(harness, png(8));
    const attachments = [{ file: await upload(harness, png(9)), name: '../../合同<script>.png', original }];
    const [draft] = (await as('clerk').disclosures.contents({ refs: [{ disclosure, version: 1 }] })).value;
    const rows = [
      { item: '办公楼', itemKind: 'fixed-assets', quantity: '1幢', amount: 186_000_000 },
      { item: '+茶山', opening: 500, increase: 30, decrease: 0, amount: 530 },
    ];
    const content = { accounts: draft?.accounts, sections: [{ kind: 'assets', rows }], attachments } as never;
    await ok(as('clerk').disclosures.revise({ ...on(), content }));
    await ok(as('chair').disclosures.confirm(on()));
    await ok(as('clerk').disclosures.submit(on()));
    await ok(as('supervision').disclosures.giveOpinion({ ...on(), verdict: 'approve' }));
    await ok(as('clerk').disclosures.recordMeeting({ ...on(), heldOn: '2026-04-10', present: 7 }));
    await ok(as('chair').disclosures.publish(on()));
    await harness.catchUp();
  });

  it('is exported without formulas, names by right', async () => {
    const { value } = await harness.as('villager').disclosures.exportCsv({ disclosure, version: 1 });
    expect(value).toMatch(/^\ufeff账户,账套,日期/);
    expect(value).toContain("2026-01-08,1,1,'=房租,504,收入,500.00,,1500.00");
    expect(value).toContain('123.45,1376.55,张*');
    expect((await as('auditor').disclosures.exportCsv({ disclosure, version: 1 })).value).toContain('张三丰');
    expect((await harness.as('outsider').disclosures.exportCsv({ disclosure, version: 1 })).value).toBeUndefined();
  });

  it('is on record when an official takes it with the names in full', async () => {
    const record = jest.spyOn(harness.publication.runtime.readRecord, 'record');
    await harness.as('villager').disclosures.exportCsv({ disclosure, version: 1 });
    expect(record).not.toHaveBeenCalled();
    await as('clerk').disclosures.exportCsv({ disclosure, version: 1 });
    expect(record.mock.calls).toMatchObject([
      [{ reader: 'person-clerk', office: 'clerk', division: village, action: 'export', subjects: [] }],
    ]);
    expect(record.mock.calls[0]?.[0].purpose).toBe(`disclosure.export ${disclosure}`);
    record.mockRestore();
  });

  it('shows who took it to those who watch over the body, page by page, and to nobody else', async () => {
    const page = async (name: string, first = 10, after?: string) => {
      const given = { division: village, first, ...(after === undefined ? {} : { after }) };
      const { value } = await harness.as(name, name).reads.exports(given);
      if (isRefused(value)) throw new Error(value.refused[0].code);
      return value;
    };
    const { items } = await page('supervision');
    expect(items.map(({ item }) => item)).toEqual([
      expect.objectContaining({ disclosure, division: village, office: 'clerk' }),
      expect.objectContaining({ disclosure, division: village, office: 'auditor' }),
    ]);
    expect((await page('auditor')).items).toEqual(items);
    const first = await page('supervisionMember', 1);
    expect([first.items, first.hasMore]).toEqual([items.slice(0, 1), true]);
    const rest = await page('supervisionMember', 1, first.items[0]?.cursor);
    expect([rest.items, rest.hasMore]).toEqual([items.slice(1), false]);
    for (const name of ['clerk', 'chair', 'collectiveChair', 'accountant', 'villager', 'outsider'])
      expect([name, (await page(name)).items]).toEqual([name, []]);
    const bad = await as('auditor').reads.exports({ division: village, first: 1, after: 'x' });
    expect(bad.value).toMatchObject({ refused: [{ code: 'query.bad-cursor' }] });
  });

  it('has its other sections with their sums, and exports them as their schemas have them', async () => {
    const [content] = (await harness.as('villager').disclosures.contents({ refs: [{ disclosure, version: 1 }] })).value;
    expect(content?.sections).toMatchObject([
      { kind: 'assets', total: 186_000_530, rows: [{ item: '办公楼', itemKind: 'fixed-assets' }, { item: '+茶山' }] },
    ]);
    const { value } = await harness.as('villager').disclosures.exportCsv({ disclosure, version: 1, part: 'sections' });
    expect(value?.split('\r\n').slice(0, 5)).toEqual([
      '\ufeff资产',
      '公开项目,资产名称,数量,期初余额（元）,本期增加（元）,本期减少（元）,期末余额（元）,使用（承租）方,备注',
      '固定资产,办公楼,1幢,,,,1860000.00,,',
      ",'+茶山,,5.00,0.30,0.00,5.30,,",
      '合计,,,,,,1860005.30,,',
    ]);
  });

  it('has attachments with safe names; the original is for those who work on it', async () => {
    const shown = async (name: string | undefined, office?: string) =>
      (await harness.as(name, office).disclosures.contents({ refs: [{ disclosure, version: 1 }] })).value[0]
        ?.attachments[0];
    const forVillager = await shown('villager');
    expect(forVillager).toMatchObject({ mediaType: 'image/png' });
    expect(forVillager?.name).not.toMatch(/[/<>]/);
    expect(forVillager).not.toHaveProperty('original');
    const original = (await shown('clerk', 'clerk'))?.original ?? '';
    const get = async (sha256: string, name: string, office?: string) =>
      (await harness.as(name, office).disclosures.attachment({ id: disclosure, sha256 })).value;
    const redacted = await get(forVillager?.sha256 ?? '', 'villager');
    expect(Buffer.from(redacted?.base64 ?? '', 'base64')).toEqual(Buffer.from(png(9)));
    expect(await get(original, 'villager')).toBeUndefined();
    expect(await get(forVillager?.sha256 ?? '', 'outsider')).toBeUndefined();
    expect(Buffer.from((await get(original, 'clerk', 'clerk'))?.base64 ?? '', 'base64')).toEqual(Buffer.from(png(8)));
  });

  it('carries its closing to the next period', async () => {
    const account = { account: '基本账户', book: '村账', opening: 137_600, lines: [], closing: 137_600 };
    const next = { body: committee, period: '2026Q2', content: { accounts: [account] } };
    const refused = await as('accountant').disclosures.draft({ commandId: commandId(), ...next });
    expect(refused).toMatchObject({
      refusals: [
        { code: 'disclosure.opening-differs', params: { closing: '1376.55', difference: '-0.55', disclosure } },
      ],
    });
    const openingDifference = { amount: -55, explanation: '审计调整' };
    const stated = { ...next, content: { accounts: [{ ...account, openingDifference }] } };
    await ok(as('accountant').disclosures.draft({ commandId: commandId(), ...stated }));
  });

  it('refuses what is no PDF, JPEG or PNG by its content', async () => {
    const file = await upload(harness, Buffer.from('<html><script>alert(1)</script>'));
    const posting = { ...on(), place: '上村', from: '2026-04-10', to: '2026-04-30', photo: { file, name: 'a.png' } };
    expect(await as('clerk').disclosures.post(posting)).toMatchObject({
      refusals: [{ code: 'attachment.bad-type', field: 'photo.file' }],
    });
    const gone = { ...posting, commandId: commandId(), photo: { file: 'f'.repeat(64), name: 'a.png' } };
    expect(await as('clerk').disclosures.post(gone)).toMatchObject({ refusals: [{ code: 'attachment.unknown' }] });
  });
});
