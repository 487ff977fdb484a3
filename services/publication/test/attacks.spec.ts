import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { codesOf, committee, ok, openPublication, png, settle, upload, village, type Harness } from './harness.ts';

const commandId = randomUUID;
const account = { account: '现金', book: '村账', opening: 100, lines: [], closing: 100 };

let harness: Harness;
let disclosure = '';
let redacted = '';
let original = '';
const as = (name: string) => harness.as(name, name);

beforeAll(async () => {
  harness = await openPublication();
  await settle(harness);
  redacted = await upload(harness, png(8), ['accountant']);
  original = await upload(harness, png(9), ['accountant']);
  const content = { accounts: [account], attachments: [{ file: redacted, name: '合同.png', original }] };
  const drafting = { commandId: commandId(), body: committee, period: '2026-01', content };
  ({ disclosure } = await ok(as('accountant').disclosures.draft(drafting)));
  await harness.catchUp();
});
afterAll(() => harness.close());

describe('the hash of a protected original', () => {
  const notice = (file: string, more: object = {}) => ({
    commandId: commandId(),
    body: committee,
    content: { title: '通知', text: '停水', attachments: [{ file, name: '合同.png', ...more }] },
  });

  it('opens nothing in a notice of somebody who did not upload the file', async () => {
    expect(await codesOf(as('clerk').notices.draft(notice(original)))).toEqual(['attachment.unknown']);
    const own = await upload(harness, png(10), ['clerk']);
    expect(await codesOf(as('clerk').notices.draft(notice(own, { original })))).toEqual(['attachment.unknown']);
    await ok(as('clerk').notices.draft(notice(own)));
  });

  it('is answered as that of a file that is nowhere', async () => {
    const here = await as('clerk').notices.draft(notice(original));
    const nowhere = await as('clerk').notices.draft(notice('0'.repeat(64)));
    const shape = (answer: typeof here) =>
      JSON.stringify(answer).replaceAll(original, 'hash').replaceAll('0'.repeat(64), 'hash');
    expect(shape(here)).toBe(shape(nowhere));
  });

  it('may be named again by whoever works on the same disclosure', async () => {
    const content = { accounts: [account], attachments: [{ file: redacted, name: '合同2.png', original }] };
    await ok(as('clerk').disclosures.revise({ commandId: commandId(), disclosure, content }));
  });
});

describe('the hash of a table', () => {
  it('gives nobody a preview but who uploaded it', async () => {
    const file = await upload(harness, Buffer.from('日期,摘要,余额\n2026-02-01,期初余额,5'), ['accountant']);
    const asked = { file, fileName: 'a.csv', period: '2026-02', body: committee };
    const { value: own } = await as('accountant').disclosures.previewImport(asked);
    expect(own).toMatchObject({ ok: true });
    const { value } = await as('clerk').disclosures.previewImport(asked);
    expect(value).toMatchObject({ ok: false, refusals: [{ code: 'attachment.unknown' }] });
    const importing = as('clerk').disclosures.import({ ...asked, commandId: commandId() });
    expect(await codesOf(importing)).toEqual(['attachment.unknown']);
  });
});

describe('a sheet made up by somebody who may not read the disclosure', () => {
  it('does not tell which versions there are', async () => {
    for (const step of ['confirm', 'submit', 'giveOpinion', 'recordMeeting', 'publish'] as const) {
      const on = { commandId: commandId(), disclosure };
      if (step === 'confirm') await ok(as('chair').disclosures.confirm(on));
      if (step === 'submit') await ok(as('clerk').disclosures.submit(on));
      if (step === 'giveOpinion') await ok(as('supervision').disclosures.giveOpinion({ ...on, verdict: 'approve' }));
      if (step === 'recordMeeting')
        await ok(as('clerk').disclosures.recordMeeting({ ...on, heldOn: '2026-04-10', present: 5 }));
      if (step === 'publish') await ok(as('chair').disclosures.publish(on));
    }
    await harness.catchUp();
    const figuresHash = 'a'.repeat(64);
    const state = async (name: string | undefined, sheet: { disclosure: string; version: number }) =>
      (await harness.as(name).disclosures.checkSheet({ ...sheet, figuresHash })).value.state;
    const missing = { disclosure: `disclosure-${village}-vc-2019-01`, version: 1 };
    for (const name of [undefined, 'outsider']) {
      expect(await state(name, { disclosure, version: 1 })).toBe('unknown');
      expect(await state(name, missing)).toBe('unknown');
    }
    expect(await state('villager', { disclosure, version: 1 })).toBe('figures-differ');
  });
});
