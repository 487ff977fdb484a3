import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { checkOpening, decodeBase64, parseCheckpoint } from '@cunjian/tlog';
import { carryOut, data, newCommandId, type As } from './client.ts';
import { disclosure, openVillage, type Village } from './village.ts';
import { committee, png, upload, village } from './world.ts';

let opened: Village;
let gateway: Village['gateway'];
const as = (account: string): As => opened.as(account);
const read: Village['read'] = (...given) => opened.read(...given);
const get: Village['get'] = (...given) => opened.get(...given);
beforeAll(async () => {
  opened = await openVillage();
  ({ gateway } = opened);
  await opened.publishTwice();
});
afterAll(() => gateway.close());

describe('the log over HTTP', () => {
  it('is fresh for readers, and for everybody as of the last heads', async () => {
    const fresh = await get(`/log/division/${village}/checkpoint`, as('villager'));
    expect([fresh.status, fresh.headers.get('content-type'), fresh.headers.get('cache-control')]).toEqual([
      200,
      'text/plain; charset=utf-8',
      'no-store',
    ]);
    expect(fresh.headers.get('access-control-allow-origin')).toBeNull();
    const { origin, size } = parseCheckpoint(new Uint8Array(await fresh.arrayBuffer()));
    expect([origin, size > 10]).toEqual([`cunjian.test/division/${village}`, true]);
    expect((await get(`/log/division/${village}/checkpoint`)).status).toBe(404);
    await gateway.advanceHeads();
    for (let tries = 0; (await get(`/log/division/${village}/checkpoint`)).status !== 200 && tries < 100; tries++)
      await gateway.clock.sleep(20);
    const shown = await get(`/log/division/${village}/checkpoint`);
    expect([shown.status, shown.headers.get('access-control-allow-origin')]).toEqual([200, '*']);
    const vkeys = await (await get(`/log/vkeys?division=${village}`)).text();
    expect(vkeys).toMatch(new RegExp(`^cunjian.test/division/${village}\\+[0-9a-f]{8}\\+`));
    expect((await (await get('/log/vkeys')).text()).split('\n').filter(Boolean)).toHaveLength(2);
    expect((await get('/log/heads/checkpoint')).status).toBe(200);
    const tile = await get(`/log/heads/tile/0/000.p/1`);
    expect([tile.status, tile.headers.get('content-type'), tile.headers.get('cache-control')]).toEqual([
      200,
      'application/octet-stream',
      'public, max-age=31536000, immutable',
    ]);
    expect((await tile.arrayBuffer()).byteLength).toBe(32);
  });

  it('opens entries to those who may read them, and to nobody else', async () => {
    const { index } = (await read(as('villager'))).current.seal;
    const answer = await get(`/log/division/${village}/opening/${index}`, as('villager'));
    const { event, salt, proof } = (await answer.json()) as { event: string; salt: string; proof: string };
    expect(JSON.parse(event)).toMatchObject({ type: 'cunjian.publication.disclosure-published.v1' });
    expect(proof).toContain(`index ${index}`);
    const width = parseCheckpoint(
      new Uint8Array(await (await get(`/log/division/${village}/checkpoint`, as('villager'))).arrayBuffer()),
    ).size;
    const bundle = new Uint8Array(
      await (await get(`/log/division/${village}/tile/entries/000.p/${width}`, as('villager'))).arrayBuffer(),
    );
    const view = new DataView(bundle.buffer);
    let at = 0;
    for (let entry = 0; entry < index; entry++) at += 2 + view.getUint16(at);
    const entry = bundle.subarray(at + 2, at + 2 + view.getUint16(at));
    expect(checkOpening(entry, { salt: decodeBase64(salt), bytes: new TextEncoder().encode(event) }).id).toBe(
      JSON.parse(event).id,
    );
    expect((await get(`/log/division/${village}/opening/${index}`, as('neighbour'))).status).toBe(404);
    expect((await get(`/log/division/${village}/opening/${index}`)).status).toBe(404);
    const page = (await (await get(`/log/division/${village}/openings?from=0&limit=256`, as('neighbour'))).json()) as {
      openings: unknown[];
      withheld: number;
    };
    expect(page.withheld).toBeGreaterThan(5);
    expect(page.openings.length + page.withheld).toBe(width);
  });

  it.each([
    'division/12/checkpoint',
    `division/${village}/nothing`,
    `division/${village}/tile/0/x000/000`,
    'division/999999999999/checkpoint',
    `division/${village}/opening/99999`,
    'heads/epoch-7/checkpoint',
  ])('404 for %s', async (path) => {
    expect((await get(`/log/${path}`, as('auditor'))).status).toBe(404);
  });
});

describe('files', () => {
  it('are uploaded by people whom the registry knows, up to their limit', async () => {
    const post = (body: Uint8Array | string, who: As) =>
      fetch(`${gateway.url}/upload`, {
        method: 'POST',
        body: typeof body === 'string' ? body : Buffer.from(body),
        headers: { ...(who.token && { authorization: `Bearer ${who.token}` }) },
      });
    const done = await post(png(9), as('clerk'));
    expect(await done.json()).toEqual({ sha256: expect.stringMatching(/^[0-9a-f]{64}$/), bytes: png(9).length });
    expect((await post(png(9), {})).status).toBe(401);
    expect((await post('', as('clerk'))).status).toBe(422);
    const large = await post(new Uint8Array(20_000_001), as('clerk'));
    expect([large.status, await large.text()]).toEqual([413, expect.stringContaining('upload.too-large')]);
  });

  it('are served to readers of what they belong to, as what they are and nothing more', async () => {
    const { versions } = await read(as('villager'), 'v: version(version: 1) { meeting { minutes { url } } }').then(
      (found) => ({ versions: found.v }),
    );
    const { url } = versions.meeting.minutes;
    const served = await get(url, as('villager'));
    expect([served.status, served.headers.get('content-type'), served.headers.get('content-disposition')]).toEqual([
      200,
      'image/png',
      'inline',
    ]);
    expect(served.headers.get('content-security-policy')).toBe("default-src 'none'; sandbox");
    expect(served.headers.get('x-content-type-options')).toBe('nosniff');
    expect(Buffer.from(await served.arrayBuffer())).toEqual(Buffer.from(png(1)));
    const saved = await get(`${url}?download`, as('villager'));
    expect(saved.headers.get('content-disposition')).toBe(
      `attachment; filename="??.png"; filename*=UTF-8''%E7%BA%AA%E8%A6%81.png`,
    );
    for (const who of [as('neighbour'), {}]) expect((await get(url, who)).status).toBe(404);
    const other = await upload(gateway, png(77), as('villager'));
    expect((await get(`/attachments/${disclosure}/${other}`, as('clerk'))).status).toBe(404);
  });

  it('are named by whoever uploaded them, and by nobody else who knows the hash', async () => {
    const attachments = [{ name: 'x.png', file: await upload(gateway, png(50), as('villager')) }];
    const query =
      'mutation ($i: DraftNoticeInput!) { draftNotice(input: $i) { notice { id } userErrors { code field } } }';
    const input = { commandId: newCommandId(), body: committee, content: { title: 't', text: 't', attachments } };
    const { draftNotice } = await data(gateway, query, { i: input }, as('clerk'));
    expect(draftNotice).toEqual({
      notice: null,
      userErrors: [{ code: 'attachment.unknown', field: 'content.attachments[0].file' }],
    });
  });

  it('are exported as CSV that no spreadsheet runs', async () => {
    const csv = await get(`/export/disclosure/${disclosure}`, as('villager'));
    expect(csv.headers.get('content-disposition')).toContain(
      encodeURIComponent('红旗村村民委员会2026年第一季度财务公开.csv'),
    );
    const text = await csv.text();
    expect(text).toContain("'=收承包款");
    expect(text).toContain('基本账户,村账,,,,期末余额,,,,,130.00');
    expect(text).not.toContain('张三丰');
    expect((await get(`/export/disclosure/${disclosure}`, as('neighbour'))).status).toBe(404);
  });

  it('are on record for those who watch over the village, where an official takes names in full', async () => {
    const query = `query ($division: DivisionCode!) { disclosureExports(division: $division, first: 1) {
      edges { node { office { kind holderName } disclosure { id } } } pageInfo { hasNextPage } } }`;
    const seenBy = async (account: string) =>
      (await data(gateway, query, { division: village }, as(account))).disclosureExports;
    await (await get(`/export/disclosure/${disclosure}`, as('auditor'))).text();
    const node = { office: { kind: 'AUDITOR', holderName: '郑审计' }, disclosure: { id: disclosure } };
    expect(await seenBy('supervisor')).toEqual({ edges: [{ node }], pageInfo: { hasNextPage: false } });
    expect(await seenBy('county')).toMatchObject({ edges: [{ node }] });
    for (const account of ['clerk', 'villager']) expect((await seenBy(account)).edges).toEqual([]);
  });

  it('come in again as they were exported, red entries and all', async () => {
    const line = { date: '2026-04-05', entry: 1, account: '501', payee: '张三丰' };
    const lines = [
      { ...line, voucher: '1', summary: '水电费', kind: 'EXPENDITURE', receipt: 0, payment: 30_00 },
      { ...line, voucher: '2', summary: '冲1号', kind: 'EXPENDITURE', receipt: 0, payment: -30_00, corrects: '1' },
    ];
    const account = { account: '基本账户', book: '村账', opening: 130_00, closing: 130_00, lines };
    const sections = [{ kind: 'CLAIMS', rows: [{ item: '店面租金', amount: 5_00, counterparty: '供销社' }] }];
    const period = '2026Q2';
    const draft = { body: committee, period, content: { accounts: [account], sections } };
    await carryOut(gateway, 'draftDisclosure', draft, as('accountant'));
    const id = disclosure.replace('2026Q1', period);
    const exported = async (part: string) =>
      (await get(`/export/disclosure/${id}?part=${part}`, as('accountant'))).text();
    expect(await exported('sections')).toMatch(/店面租金[^]*5\.00/);
    const csv = await exported('accounts');
    const file = await upload(gateway, new TextEncoder().encode(csv), as('accountant'));
    const again = { file, fileName: '导出.csv', period, body: committee };
    const selection = 'results { userErrors { code message } disclosure { id } }';
    const { results } = await carryOut(gateway, 'importDisclosures', again, as('accountant'), selection);
    expect(results).toEqual([{ userErrors: [], disclosure: { id } }]);
    expect(await exported('accounts')).toBe(csv);
    expect(csv).toContain('2,1,冲1号,501,支出,,-30.00,130.00,张三丰,,,,1');
  });
});
