import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { checkOpening, decodeBase64, parseCheckpoint } from '@cunjian/tlog';
import { ask, carryOut, data, newCommandId, type As } from './client.ts';
import { startGateway, type RunningGateway } from './running-gateway.ts';
import { agency, committee, county, createWorld, neighbour, png, town, upload, village, type World } from './world.ts';

let gateway: RunningGateway;
let world: World;
const as = (account: string): As => world.as(account);
beforeAll(async () => {
  gateway = await startGateway();
  world = await createWorld(gateway);
});
afterAll(() => gateway.close());

const disclosure = `disclosure-${committee}-2026Q1`;
const line = (voucher: string, summary: string, receipt: number, payment: number) => ({
  ...{ date: '2026-03-05', voucher, summary, account: '501', receipt, payment, payee: '张三丰' },
  kind: receipt === 0 ? 'EXPENDITURE' : 'INCOME',
});
const content = (closing = 120_00) => ({
  accounts: [
    {
      ...{ account: '基本账户', book: '村账', opening: 100_00, closing },
      lines: [line('1', '=收承包款', 50_00, 0), line('2', '办公用品', 0, 30_00)],
    },
  ],
});

const fields = `id title status actions posted objectionWindowOpen period body { id name } division { name }
  current { version publishedAt reason figuresHash totals { opening receipts payments closing lineCount }
    accounts { account receipts payments lines { id summary payee receipt payment kind } }
    opinion { verdict reasons } meeting { heldOn present minutes { name url } } attachments { name url originalUrl }
    changes { kind line before { receipt } after { receipt } } seal { logOrigin index event } }
  draft { version } versions { version reason } steps { step done due { lastDay } } postings { place photo { url } }
  objectionsDue { lastDay rules { citation status } }`;
const read = async (who: As, extra = '') =>
  (await data(gateway, `query ($id: ID!) { disclosure(id: $id) { ${fields} ${extra} } }`, { id: disclosure }, who))
    .disclosure;
const step = (mutation: string, account: string, input: object = {}) =>
  carryOut(gateway, mutation, { disclosure, ...input }, as(account), `receipt { note state } disclosure { ${fields} }`);
/** Uploads by the person herself: another office than the one that names the file may do. */
const file = async (account: string, shade: number, name: string) => ({
  file: await upload(gateway, png(shade), as(account)),
  name,
});

describe('a disclosure goes out through the gateway', () => {
  it('refuses figures that do not add up, in words, with the field', async () => {
    const query =
      'mutation ($i: DraftDisclosureInput!) { draftDisclosure(input: $i) { disclosure { id } position userErrors { code message field } } }';
    const input = { commandId: newCommandId(), body: committee, period: '2026Q1', content: content(110_00) };
    const zh = await data(gateway, query, { i: input }, { ...as('accountant'), headers: { 'accept-language': 'zh' } });
    const en = await data(gateway, query, { i: input }, as('accountant'));
    const [error] = en.draftDisclosure.userErrors;
    expect(error.code).toMatch(/^disclosure\./);
    expect(error.field).toContain('content.accounts[0]');
    expect(error.message).toContain('10.00');
    expect(zh.draftDisclosure.userErrors[0].message).toMatch(/\p{Script=Han}/u);
    expect(en.draftDisclosure).toMatchObject({ disclosure: null, position: null });
  });

  it('happens once, whichever tab sends it how often', async () => {
    const input = { commandId: newCommandId(), body: committee, period: '2026Q1', content: content() };
    const query =
      'mutation ($i: DraftDisclosureInput!) { draftDisclosure(input: $i) { position userErrors { code } receipt { note } disclosure { id status } } }';
    const tabs = await Promise.all([1, 2, 3].map(() => data(gateway, query, { i: input }, as('accountant'))));
    const later = await data(gateway, query, { i: input }, as('accountant'));
    const answers = [...tabs, later].map(({ draftDisclosure: { position, userErrors, disclosure } }) => ({
      position,
      userErrors,
      disclosure,
    }));
    expect(answers[0]).toEqual({
      position: expect.any(String),
      userErrors: [],
      disclosure: { id: disclosure, status: 'DRAFT' },
    });
    for (const answer of answers) expect(answer).toEqual(answers[0]);
    expect(later.draftDisclosure.receipt.note).toContain(`receipt division ${village}`);
    const another = await data(gateway, query, { i: { ...input, commandId: newCommandId() } }, as('accountant'));
    expect(another.draftDisclosure.userErrors).not.toEqual([]);
  });

  it('shows each step as it is after the command', async () => {
    const confirmed = await step('confirmDisclosure', 'chair');
    expect(confirmed.disclosure).toMatchObject({
      status: 'CONFIRMED',
      steps: expect.arrayContaining([{ step: 'CONFIRMATION', done: true, due: null }]),
    });
    expect(confirmed.receipt.state).toMatch(/PENDING|KEPT/);
    const submitted = await step('submitDisclosure', 'accountant');
    expect(submitted.disclosure.steps[1]).toMatchObject({
      step: 'SUPERVISION_OPINION',
      done: false,
      due: { lastDay: expect.any(String) },
    });
    const { reviewsWaiting } = await data(
      gateway,
      '{ reviewsWaiting(first: 10) { stale edges { node { id actions } } } }',
      {},
      as('supervisor'),
    );
    expect(reviewsWaiting.edges).toEqual([{ node: { id: disclosure, actions: ['GIVE_OPINION'] } }]);
    await step('giveOpinion', 'supervisor', { verdict: 'APPROVE', reasons: '账目清楚' });
    await step('recordJointMeeting', 'clerk', {
      heldOn: '2026-04-01',
      present: 5,
      minutes: await file('clerk', 1, '会议/../纪要.png'),
    });
    const { disclosure: published } = await step('publishDisclosure', 'clerk');
    expect(published).toMatchObject({
      status: 'PUBLISHED',
      title: 'Finance disclosure of 红旗村村民委员会, 2026, quarter 1',
      current: {
        version: 1,
        totals: { opening: 100_00, receipts: 50_00, payments: 30_00, closing: 120_00, lineCount: 2 },
        opinion: { verdict: 'APPROVE', reasons: '账目清楚' },
        meeting: { present: 5, minutes: { name: '纪要.png', url: expect.stringMatching(/^\/attachments\//) } },
        seal: { logOrigin: `cunjian.test/division/${village}`, event: expect.any(String) },
      },
      draft: null,
    });
    const posting = { place: '上村', from: '2026-04-02', to: '2026-04-10', photo: await file('clerk', 2, '照片.png') };
    const { disclosure: posted } = await step('postDisclosure', 'clerk', posting);
    expect(posted).toMatchObject({ posted: true, objectionWindowOpen: true, postings: [{ place: '上村' }] });
    expect(posted.objectionsDue.rules[0]).toMatchObject({ citation: expect.any(String), status: expect.any(String) });
  });

  it('corrects: the new version says why and what it changes, the old one stays', async () => {
    const before = (await read(as('clerk'))).current.accounts[0];
    const lines = before.lines.map(({ id, ...rest }: { id: string }) => ({
      line: id,
      date: '2026-03-05',
      voucher: id.split('-').at(-2),
      account: '501',
      ...rest,
    }));
    lines[0].receipt = 60_00;
    const corrected = { accounts: [{ account: '基本账户', book: '村账', opening: 100_00, closing: 130_00, lines }] };
    await step('correctDisclosure', 'clerk', { reason: '漏记十元', content: corrected });
    const { draft, versions } = await read(as('clerk'));
    expect([draft.version, versions.map(({ version }: { version: number }) => version)]).toEqual([2, [1, 2]]);
    expect((await read(as('villager'))).draft).toBeNull();
    await step('confirmDisclosure', 'chair');
    await step('submitDisclosure', 'accountant');
    await step('giveOpinion', 'supervisor', { verdict: 'APPROVE' });
    await step('recordJointMeeting', 'clerk', { heldOn: '2026-04-05', present: 4 });
    const { disclosure: published } = await step('publishDisclosure', 'clerk');
    expect(published.current).toMatchObject({
      version: 2,
      reason: '漏记十元',
      changes: [{ kind: 'CHANGED', before: { receipt: 50_00 }, after: { receipt: 60_00 } }],
    });
  });
});

describe('who may see it', () => {
  const ids = (account: string | undefined) =>
    data(
      gateway,
      `{ disclosures(division: "${village}", first: 10) { edges { node { id } } } disclosure(id: "${disclosure}") { id } node(id: "${disclosure}") { id } }`,
      {},
      account === undefined ? {} : as(account),
    );

  it.each(['villager', 'clerk', 'chair', 'supervisor', 'accountant', 'county', 'auditor'])('%s', async (account) => {
    const found = await ids(account);
    expect([found.disclosure, found.node]).toEqual([{ id: disclosure }, { id: disclosure }]);
    expect(found.disclosures.edges).toEqual([{ node: { id: disclosure } }]);
  });

  it.each(['neighbour', 'operator', undefined])('not %s', async (account) => {
    expect(await ids(account)).toEqual({ disclosures: { edges: [] }, disclosure: null, node: null });
  });

  it('masks names for residents, and shows them to those who work on it', async () => {
    const payee = async (account: string) => (await read(as(account))).current.accounts[0].lines[0].payee;
    expect(await payee('clerk')).toBe('张三丰');
    expect(await payee('villager')).not.toContain('三丰');
  });

  it('acts in no office that is not held', async () => {
    const { office } = as('clerk');
    const query = 'mutation ($i: WithdrawDisclosureInput!) { withdrawDisclosure(input: $i) { userErrors { code } } }';
    const input = { commandId: newCommandId(), disclosure, reason: 'x' };
    const stolen = await data(gateway, query, { i: input }, { token: as('villager').token, office });
    expect(stolen.withdrawDisclosure.userErrors).toEqual([{ code: 'access.office-not-held' }]);
    for (const account of ['villager', 'clerk', 'county', 'neighbour']) {
      const { withdrawDisclosure } = await data(
        gateway,
        query,
        { i: { ...input, commandId: newCommandId() } },
        as(account),
      );
      expect([account, withdrawDisclosure.userErrors]).toEqual([account, [{ code: 'access.denied' }]]);
    }
  });

  it('tells a refused query as such', async () => {
    const answer = await ask(
      gateway,
      `{ residents(division: "${village}", first: 10) { totalCount } viewer { name } }`,
      {},
      as('villager'),
    );
    expect(answer.errors?.[0]?.extensions).toMatchObject({
      code: 'query.refused',
      refusals: [{ code: 'access.denied' }],
    });
    const registrar = await data(
      gateway,
      `{ residents(division: "${village}", first: 10) { totalCount edges { node { name household } } } }`,
      {},
      as('registrar'),
    );
    expect(registrar.residents).toEqual({ totalCount: 1, edges: [{ node: { name: '张三', household: '1' } }] });
    const { viewer } = await data(
      gateway,
      '{ viewer { villages { division { name } } readsOfMe(first: 5) { edges { node { purpose officeKind } } } } }',
      {},
      as('villager'),
    );
    expect(viewer.readsOfMe.edges[0].node).toEqual({ purpose: 'list of residents', officeKind: 'REGISTRAR' });
  });
});

describe('objections', () => {
  it('are raised by a resident and answered by the village', async () => {
    const input = { disclosure, kind: 'OBJECTION', text: '办公用品太贵' };
    const selection =
      'receipt { note } objection { id status level mine text due { lastDay } actions disclosure { id } }';
    const { objection, receipt } = await carryOut(gateway, 'raiseObjection', input, as('villager'), selection);
    expect(objection).toMatchObject({
      status: 'OPEN',
      level: 'VILLAGE',
      mine: true,
      text: '办公用品太贵',
      disclosure: { id: disclosure },
    });
    const state = await data(gateway, 'query ($n: String!) { receipt(note: $n) { state } }', { n: receipt.note });
    expect(state.receipt.state).toMatch(/PENDING|KEPT/);
    const { objectionsToAnswer } = await data(
      gateway,
      '{ objectionsToAnswer(first: 5) { edges { node { id actions } } } }',
      {},
      as('clerk'),
    );
    expect(objectionsToAnswer.edges).toEqual([{ node: { id: objection.id, actions: ['ANSWER'] } }]);
    const answer = { objection: objection.id, text: '附发票' };
    const answered = await carryOut(
      gateway,
      'answerObjection',
      answer,
      as('clerk'),
      'objection { status answers { level text } }',
    );
    expect(answered.objection).toEqual({ status: 'ANSWERED', answers: [{ level: 'VILLAGE', text: '附发票' }] });
    const mine = await data(
      gateway,
      '{ myObjections(first: 5) { edges { node { id actions } } } }',
      {},
      as('villager'),
    );
    expect(mine.myObjections.edges[0].node.actions).toEqual(['ACCEPT', 'ESCALATE']);
  });
});

describe('statistics and the board', () => {
  it('show what is missing as missing', async () => {
    const query = `{ disclosureStatistics(division: "${county}", period: "2026Q1", bodyKind: VILLAGERS_COMMITTEE) { owing published posted missing
      children(first: 10) { edges { node { division { name } published children(first: 10) { edges { node { division { code } published missing } } } } } } } }`;
    const { disclosureStatistics: found } = await data(gateway, query, {}, as('county'));
    expect(found).toMatchObject({ owing: 2, published: 1, missing: 1 });
    expect(found.children.edges[0].node.children.edges.map(({ node }: { node: object }) => node)).toEqual([
      { division: { code: village }, published: 1, missing: 0 },
      { division: { code: neighbour }, published: 0, missing: 1 },
    ]);
    expect((await data(gateway, query, {}, as('villager'))).disclosureStatistics).toBeNull();
    const board = await data(
      gateway,
      '{ disclosureBoard(period: "2026Q1", first: 10) { totalCount missingCount edges { node { missing body { id agency { id } } disclosure { id } } } } }',
      {},
      as('accountant'),
    );
    expect(board.disclosureBoard).toEqual({
      ...{ totalCount: 1, missingCount: 0 },
      edges: [
        { node: { missing: false, body: { id: committee, agency: { id: agency } }, disclosure: { id: disclosure } } },
      ],
    });
  });
});

describe('history', () => {
  it('as it was: before the correction the first version is all there is', async () => {
    const { versions } = (
      await data(
        gateway,
        `{ disclosure(id: "${disclosure}") { versions { version publishedAt } } }`,
        {},
        as('villager'),
      )
    ).disclosure;
    const asOf = versions[0].publishedAt;
    const then = await data(
      gateway,
      `query ($t: DateTime) { disclosure(id: "${disclosure}", asOf: $t) { versions { version } actions current { totals { receipts } } } disclosures(division: "${village}", first: 5, asOf: $t) { edges { node { versions { version } } } } }`,
      { t: asOf },
      as('villager'),
    );
    expect(then.disclosure).toEqual({
      versions: [{ version: 1 }],
      actions: [],
      current: { totals: { receipts: 50_00 } },
    });
    expect(then.disclosures.edges).toEqual([{ node: { versions: [{ version: 1 }] } }]);
    const before = await data(
      gateway,
      `{ disclosure(id: "${disclosure}", asOf: "2020-01-01T00:00:00Z") { id } }`,
      {},
      as('villager'),
    );
    expect(before.disclosure).toBeNull();
  });

  it('is told in plain words, in both languages', async () => {
    const query = `{ timeline(division: "${village}", first: 100) { pageInfo { hasNextPage } edges { node { index type kind open text node { id } } } } }`;
    const { timeline } = await data(gateway, query, {}, as('auditor'));
    const entries = timeline.edges.map(({ node }: { node: object }) => node);
    expect(entries).toContainEqual(
      expect.objectContaining({
        type: 'disclosure-published',
        kind: 'PUBLICATION',
        open: true,
        text: '红旗村村民委员会: The finance disclosure for 2026, quarter 1 was published (version 2)',
        node: { id: disclosure },
      }),
    );
    const zh = await data(gateway, query, {}, { ...as('auditor'), headers: { 'accept-language': 'zh-CN' } });
    expect(zh.timeline.edges.map(({ node }: { node: { text: string } }) => node.text)).toContain(
      '红旗村村民委员会：发布2026年第一季度财务公开（第 2 版）',
    );
    for (const { text } of entries) expect(text).not.toMatch(/[[\]{}]/);
    const refused = await ask(gateway, query, {}, as('neighbour'));
    expect(refused.errors?.[0]?.extensions).toMatchObject({
      code: 'query.refused',
      refusals: [{ code: 'access.denied' }],
    });
  });
});

const get = (path: string, who: As = {}) =>
  fetch(gateway.url + path, {
    headers: {
      'accept-language': 'zh',
      ...(who.token && { authorization: `Bearer ${who.token}` }),
      ...(who.office && { 'cunjian-office': who.office }),
    },
  });

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
    expect([large.status, await large.text()]).toEqual([413, expect.stringContaining('request.too-large')]);
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
    expect(text).toContain('村账,基本账户,,,,期末余额,,,,,130.00');
    expect(text).not.toContain('张三丰');
    expect((await get(`/export/disclosure/${disclosure}`, as('neighbour'))).status).toBe(404);
  });
});

it('notices are for everybody, drafts for who writes them', async () => {
  const contentOf = (text: string) => ({ title: '停水通知', text });
  const { notice } = await carryOut(
    gateway,
    'draftNotice',
    { body: committee, content: contentOf('明天停水') },
    as('clerk'),
    'notice { id status title actions }',
  );
  expect(notice).toMatchObject({ status: 'DRAFT', title: '停水通知', actions: ['REVISE', 'PUBLISH'] });
  const query = `{ notices(division: "${village}", first: 5) { edges { node { id text versions { version reason } seal { logOrigin } } } } }`;
  expect((await data(gateway, query)).notices.edges).toEqual([]);
  await carryOut(gateway, 'publishNotice', { notice: notice.id }, as('clerk'));
  const { position } = await carryOut(
    gateway,
    'correctNotice',
    { notice: notice.id, content: contentOf('后天停水'), reason: '日期错了' },
    as('clerk'),
  );
  const { notices } = await data(gateway, query.replace('first: 5', `first: 5, atLeast: "${position}"`));
  expect(notices.edges).toEqual([
    {
      node: {
        id: notice.id,
        text: '后天停水',
        versions: [
          { version: 1, reason: null },
          { version: 2, reason: '日期错了' },
        ],
        seal: { logOrigin: `cunjian.test/division/${village}` },
      },
    },
  ]);
});

it('a printed sheet is checked by anybody, without telling more than is on it', async () => {
  const { current } = await read(as('villager'));
  const check = (version: number, figuresHash: string) =>
    data(
      gateway,
      'query ($d: ID!, $v: Int!, $h: String!) { checkSheet(disclosure: $d, version: $v, figuresHash: $h) { state currentVersion totals { closing } } }',
      { d: disclosure, v: version, h: figuresHash },
    );
  expect((await check(2, current.figuresHash)).checkSheet).toEqual({
    state: 'CURRENT',
    currentVersion: 2,
    totals: { closing: 130_00 },
  });
  expect((await check(2, 'f'.repeat(64))).checkSheet).toEqual({
    state: 'UNKNOWN',
    currentVersion: null,
    totals: null,
  });
});

it('a file of an agency is previewed and imported, a result for each village', async () => {
  const csv =
    '村,日期,凭证号,摘要,科目,收入,支出,余额\n红旗村,2026-04-03,1,承包款,501,100.00,,230.00\n不存在村,2026-04-03,1,承包款,501,100.00,,100.00\n';
  const input = { file: await upload(gateway, csv, as('accountant')), fileName: '四月.csv', period: '2026-04' };
  const selection =
    'results { bodyName body { id } totals { receipts } userErrors { code message row } disclosure { id } content { accounts { receipts lines { summary } } } } userErrors { code }';
  const { previewDisclosures } = await data(
    gateway,
    `mutation ($i: DisclosureFileInput!) { previewDisclosures(input: $i) { ${selection} } }`,
    { i: input },
    as('accountant'),
  );
  expect(previewDisclosures.results).toHaveLength(2);
  expect(previewDisclosures.results[0]).toMatchObject({
    bodyName: '红旗村',
    body: { id: committee },
    totals: { receipts: 100_00 },
    disclosure: null,
  });
  expect(previewDisclosures.results[1].userErrors[0].code).toMatch(/^import\./);
  const { importDisclosures } = await data(
    gateway,
    `mutation ($i: DisclosureFileInput!) { importDisclosures(input: $i) { position ${selection} } }`,
    { i: { ...input, commandId: newCommandId() } },
    as('accountant'),
  );
  expect(importDisclosures.results[0].disclosure).toEqual({ id: `disclosure-${committee}-2026-04` });
  expect(importDisclosures.results[1].disclosure).toBeNull();
  const { town: found } = await data(
    gateway,
    `{ town: division(code: "${town}") { children(first: 1) { pageInfo { hasNextPage endCursor } edges { node { name } } } } }`,
  );
  const next = await data(
    gateway,
    `query ($a: String) { division(code: "${town}") { children(first: 1, after: $a) { pageInfo { hasNextPage hasPreviousPage } edges { node { name } } } } }`,
    { a: found.children.pageInfo.endCursor },
  );
  expect(next.division.children).toEqual({
    pageInfo: { hasNextPage: false, hasPreviousPage: true },
    edges: [{ node: { name: '东风村' } }],
  });
});
