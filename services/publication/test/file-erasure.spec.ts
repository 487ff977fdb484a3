import { randomUUID } from 'node:crypto';
import { isRefused } from '@cunjian/kernel';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createFileRetention } from '../src/file-retention.ts';
import { erasedFileStream, fileErasureDecider } from '../src/file/decide.ts';
import {
  codesOf,
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

let harness: Harness;
beforeAll(async () => {
  harness = await openPublication();
  await settle(harness);
  await harness.register('offices-neighbour-clerk', '330326101202', neighbourCommittee, {
    type: 'office-given',
    data: {
      ...{ office: 'neighbourClerk', kind: 'clerk', body: neighbourCommittee, division: '330326101202' },
      ...{ person: 'person-outsider', from: '2020-01-01', to: '2030-01-01', rules: [] },
    },
  });
  await harness.catchUp();
});
afterAll(() => harness.close());

const as = (name: string) => harness.as(name, name);
const command = () => ({ commandId: randomUUID() });
const bytesOf = (file: string) => harness.publication.runtime.blobs.get(file);

interface Files {
  readonly file: string;
  readonly original?: string;
}
/** A notice of the village, or of its neighbour, with one attachment. */
const publishNotice = async ({ file, original }: Files, clerk = as('clerk'), body = committee): Promise<string> => {
  const attachments = [{ file, name: '低保申请.png', ...(original && { original }) }];
  const content = { title: '公示', text: '低保名单', attachments };
  const { notice } = await ok(clerk.notices.draft({ ...command(), body, content }));
  await ok(clerk.notices.publish({ ...command(), notice }));
  await harness.catchUp();
  return notice;
};
const draftDisclosure = async ({ file, original }: Files, period: string): Promise<string> => {
  const account = { account: '现金', book: '村账', opening: 100, lines: [], closing: 100 };
  const attachments = [{ file, name: '凭证.png', ...(original && { original }) }];
  const content = { accounts: [account], attachments };
  const { disclosure } = await ok(as('clerk').disclosures.draft({ ...command(), body: committee, period, content }));
  await harness.catchUp();
  return disclosure;
};
const erasing = (document: string, file: string, reason = '本人要求删除') => ({
  ...{ ...command(), document, file, reason },
  ground: 'request' as const,
});
const erasureOf = async (caller: ReturnType<typeof as>, file: string) =>
  (await caller.files.erasures({ files: [file] })).value[0];

describe('a file that is erased', () => {
  it('is gone with its name, and readers are told when, why and by which office', async () => {
    const file = await upload(harness, png(40));
    const notice = await publishNotice({ file });
    const asked = { id: notice, sha256: file };
    expect((await harness.as('villager').notices.attachment(asked)).value).toMatchObject({
      name: '低保申请.png',
      base64: expect.any(String),
    });
    const erase = erasing(notice, file);
    expect(await codesOf(as('clerk').files.erase(erase))).toEqual(['access.denied']);
    const first = await as('registrar').files.erase(erase);
    expect(first).toMatchObject({ ok: true, repeated: false });
    expect(await bytesOf(file)).toBeUndefined();
    await harness.catchUp();
    expect((await harness.as(undefined).notices.attachment(asked)).value).toMatchObject({ name: null, base64: null });
    expect(await erasureOf(harness.as(undefined), file)).toEqual({
      ...{ sha256: file, at: '2026-04-10T02:00:00.000Z', ground: 'request', reason: '本人要求删除' },
      office: 'registrar',
    });
    expect(await as('registrar').files.erase(erase)).toMatchObject({ ok: true, repeated: true });
    expect(await codesOf(as('registrar').files.erase(erasing(notice, file)))).toEqual(['file.erased-already']);
  });

  it('is not named again, whoever brings it', async () => {
    const file = await upload(harness, png(41));
    const notice = await publishNotice({ file });
    await ok(as('registrar').files.erase(erasing(notice, file)));
    await harness.catchUp();
    await upload(harness, png(41));
    const content = { title: '又来', text: '同一文件', attachments: [{ file, name: '又.png' }] };
    const drafted = await as('clerk').notices.draft({ ...command(), body: committee, content });
    expect(drafted).toMatchObject({
      ok: false,
      refusals: [{ code: 'file.erased', field: 'content.attachments[0].file', params: { on: '2026-04-10' } }],
    });
  });

  it('goes after a crash between event and bytes', async () => {
    const file = await upload(harness, png(42));
    const notice = await publishNotice({ file });
    const { models, runtime } = harness.publication;
    const names = [...((await models.namedFiles.get([file])).get(file)?.names ?? [])];
    expect(names).toHaveLength(1);
    const handled = await runtime.handle({
      stream: erasedFileStream(file),
      decider: fileErasureDecider,
      command: { sha256: file, documents: [notice], names, ground: 'unlawful' },
      meta: { ...command(), actor: 'someone', division: village, correlationId: 'test', audience: 'public' },
    });
    expect(isRefused(handled)).toBe(false);
    expect(await bytesOf(file)).toBeDefined();
    await harness.react();
    expect(await bytesOf(file)).toBeUndefined();
    expect([...(await runtime.vault.get(names)).values()]).toMatchObject([{ state: 'erased' }]);
  });

  it('may stand in the consultation of a village, and is told to who may read it there', async () => {
    const { register, publication } = harness;
    const place = { division: village, body: committee, bodyKind: 'villagers-committee' } as const;
    const shadeOf = { topic: 60, suggestion: 61 };
    const named = async (shade: number) => ({
      ...({ name: 'f'.repeat(43) as never, mediaType: 'image/png', bytes: 10 } as const),
      sha256: await upload(harness, png(shade)),
    });
    const [file, photo] = [await named(shadeOf.topic), await named(shadeOf.suggestion)];
    const words = { title: 't'.repeat(43) as never, text: 't'.repeat(43) as never };
    await register('topic-1', village, committee, {
      type: 'topic-proposed',
      data: {
        topic: 'topic-1',
        ...place,
        matter: 'general',
        ...words,
        attachments: [file],
        proposer: 'person-villager',
      },
    });
    const due = { lastDay: '2026-04-20', endsAt: '2026-04-20T16:00:00.000Z', rules: [] };
    await register('suggestion-1', village, committee, {
      type: 'suggestion-made',
      data: {
        ...{ suggestion: 'suggestion-1', ...place, open: false, ...words, photos: [photo], due },
        suggester: 'person-villager',
      },
    });
    await harness.catchUp();
    await ok(as('registrar').files.erase(erasing('topic-1', file.sha256)));
    await ok(as('registrar').files.erase(erasing('suggestion-1', photo.sha256)));
    await harness.catchUp();
    expect([await bytesOf(file.sha256), await bytesOf(photo.sha256)]).toEqual([undefined, undefined]);
    const told = async (caller: ReturnType<typeof as>) =>
      (await Promise.all([file, photo].map(({ sha256 }) => erasureOf(caller, sha256)))).map((one) => one?.ground);
    expect(await told(harness.as('villager'))).toEqual(['request', 'request']);
    expect(await told(harness.as('withheldVillager'))).toEqual(['request', undefined]);
    expect(await told(as('clerk'))).toEqual(['request', 'request']);
    for (const caller of [harness.as('outsider'), harness.as(undefined), as('townOfficer')])
      expect(await told(caller)).toEqual([undefined, undefined]);
    const events = await publication.runtime.store.readStream(erasedFileStream(photo.sha256));
    expect(events.map((one) => publication.runtime.catalogue.decode(one).audience)).toEqual(['parties']);
  });

  it('tells outsiders nothing where they could not have read it', async () => {
    const file = await upload(harness, png(43));
    const disclosure = await draftDisclosure({ file }, '2025-01');
    await ok(as('registrar').files.erase(erasing(disclosure, file)));
    await harness.catchUp();
    expect(await erasureOf(as('clerk'), file)).toMatchObject({ ground: 'request' });
    for (const caller of [harness.as('villager'), harness.as('outsider'), harness.as(undefined)])
      expect(await erasureOf(caller, file)).toBeUndefined();
  });
});

describe('an erasure is refused', () => {
  it('of what the document does not name, and of what is not there', async () => {
    const file = await upload(harness, png(44));
    const notice = await publishNotice({ file });
    const other = await upload(harness, png(45));
    expect(await codesOf(as('registrar').files.erase(erasing(notice, other)))).toEqual(['file.not-named']);
    for (const nowhere of ['notice-none', 'offices-registrar'])
      expect(await codesOf(as('registrar').files.erase(erasing(nowhere, file)))).toEqual(['access.denied']);
    expect(await bytesOf(file)).toBeDefined();
  });

  it('where the same bytes stand in another village, but by whoever is registrar of both', async () => {
    const file = await upload(harness, png(46));
    const here = await publishNotice({ file });
    const clerk = harness.as('outsider', 'neighbourClerk');
    const there = await publishNotice({ file }, clerk, neighbourCommittee);
    const refused = await as('villageRegistrar').files.erase(erasing(here, file));
    expect(refused).toMatchObject({
      ok: false,
      refusals: [{ code: 'file.named-elsewhere', params: { count: 1, documents: there } }],
    });
    expect(await bytesOf(file)).toBeDefined();
    await ok(as('registrar').files.erase(erasing(here, file)));
    await harness.catchUp();
    expect((await clerk.notices.attachment({ id: there, sha256: file })).value).toMatchObject({ base64: null });
  });

  it('with a reason that tells a number of hers', async () => {
    const file = await upload(harness, png(47));
    const notice = await publishNotice({ file });
    const erase = erasing(notice, file, '11010519491231002X 要求删除');
    expect(await codesOf(as('registrar').files.erase(erase))).toEqual(['personal-data.in-prose']);
    expect(await bytesOf(file)).toBeDefined();
  });

  it('of a protected original that has to be kept; its redacted copy may go', async () => {
    const [file, original] = [await upload(harness, png(48)), await upload(harness, png(49))];
    const disclosure = await draftDisclosure({ file, original }, '2025-02');
    const refused = await as('registrar').files.erase(erasing(disclosure, original));
    expect(refused).toMatchObject({
      ok: false,
      refusals: [{ code: 'file.duty-to-keep', params: { until: '2057-01-01' } }],
    });
    await ok(as('registrar').files.erase(erasing(disclosure, file)));
    expect([await bytesOf(file), await bytesOf(original)]).toEqual([undefined, expect.any(Uint8Array)]);
  });
});

describe('retention', () => {
  const dayMs = 86_400_000;

  it('erases originals whose time is over, also of a body that was dissolved, and no copy', async () => {
    const { clock, publication, register, catchUp } = harness;
    const [copy, original] = [await upload(harness, png(50)), await upload(harness, png(51))];
    await publishNotice({ file: copy, original });
    const [scan, voucher] = [await upload(harness, png(52)), await upload(harness, png(53))];
    await draftDisclosure({ file: scan, original: voucher }, '2025-03');
    await register(`body-${committee}`, village, committee, {
      type: 'body-dissolved',
      data: { body: committee, on: '2026-05-01', successors: [] },
    });
    await catchUp();
    const retention = createFileRetention(publication);
    const until = async (day: string) => {
      await clock.advance(Date.parse(`${day}T00:00:00+08:00`) - clock.now());
      const erased = await retention.runOnce();
      await catchUp();
      return erased;
    };
    expect(await until('2029-12-31')).toBe(0);
    expect(await until('2030-01-01')).toBe(1);
    expect(await bytesOf(original)).toBeUndefined();
    expect(await erasureOf(harness.as(undefined), original)).toMatchObject({ ground: 'retention', reason: undefined });
    expect(await until('2056-12-31')).toBe(0);
    expect(await bytesOf(voucher)).toBeDefined();
    await clock.advance(dayMs);
    // Another voucher was kept by a draft of the test above.
    expect(await retention.runOnce()).toBe(2);
    await catchUp();
    expect(await retention.runOnce()).toBe(0);
    expect([await bytesOf(voucher), await bytesOf(copy), await bytesOf(scan)]).toEqual([
      undefined,
      expect.any(Uint8Array),
      expect.any(Uint8Array),
    ]);
  });
});
