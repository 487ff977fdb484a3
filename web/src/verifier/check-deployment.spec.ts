import { describe, expect, it } from '@jest/globals';
import { createSigner, entryOf, formatVkey, portableHasher, signReceipt, signRotation } from '@cunjian/tlog';
import {
  cutOff,
  division,
  eventAt,
  fakeDeployment,
  flip,
  log,
  memoryOf,
  rotation,
} from '../../test/fake-deployment.ts';
import { text } from '../verify/open-log.ts';
import { checkDeployment, type Finding } from './check-deployment.ts';

const events = Array.from({ length: 300 }, (_, n) => eventAt(n));
const now = Date.parse('2026-04-03T00:00:00Z');
const check = (fetch: ReturnType<typeof fakeDeployment>['fetch'], note = '', memory = memoryOf()) =>
  checkDeployment({ fetch, memory, now, division, note, onProgress: () => undefined });
const found = (findings: readonly Finding[], step: Finding['step']) =>
  findings.filter((one) => one.step === step).at(-1);
const failing = (findings: readonly Finding[]) =>
  findings
    .filter(({ verdict }) => verdict === 'failed')
    .map(({ step, params }) => `${step} ${String(Object(params).variant ?? '')}`);

describe('the verifier that anybody may serve', () => {
  it('reads the whole log and every head that everybody was shown', async () => {
    const findings = await check(fakeDeployment({ events, shown: 250 }).fetch);
    expect(failing(findings)).toEqual([]);
    expect(found(findings, 'whole')).toMatchObject({ params: { size: 300 } });
    expect(found(findings, 'all-heads')).toMatchObject({ verdict: 'proved', params: { count: 1 } });
  });

  it('finds a changed entry anywhere, also one that nobody asks for', async () => {
    const { files, fetch } = fakeDeployment({ events, shown: 250 });
    flip(files, `${log}/tile/entries/000`, 5_000);
    expect(failing(await check(fetch))).toEqual(['signature broken']);
  });

  it('finds that everybody else was shown another log', async () => {
    const shownEvents = events.map((event, n) => (n === 3 ? eventAt(3, 'other') : event));
    expect(failing(await check(fakeDeployment({ events, shownEvents, shown: 250 }).fetch))).toEqual([
      'all-heads forked',
    ]);
    const short = fakeDeployment({ events: events.slice(0, 200), shownEvents: events, shown: 250 });
    expect(failing(await check(short.fetch))).toEqual(['all-heads larger']);
  });

  it('compares with a checkpoint that somebody kept', async () => {
    const older = fakeDeployment({ events: events.slice(0, 100) });
    const kept = text(older.files.get(`${log}/checkpoint`));
    expect(found(await check(fakeDeployment({ events, shown: 250 }).fetch, kept), 'note')).toMatchObject({
      verdict: 'proved',
      params: { variant: 'extends', size: 100 },
    });
    const rewritten = events.map((event, n) => (n === 50 ? eventAt(50, 'other') : event));
    expect(failing(await check(fakeDeployment({ events: rewritten, shown: 250 }).fetch, kept))).toEqual([
      'note rewritten',
    ]);
    expect(
      failing(await check(fakeDeployment({ events, shown: 250 }).fetch, kept.replace('\n100\n', '\n101\n'))),
    ).toEqual(['note signature']);
  });

  it('follows a key that was replaced, and still takes the checkpoint that the earlier one signed', async () => {
    const kept = text(fakeDeployment({ events: events.slice(0, 100) }).files.get(`${log}/checkpoint`));
    const memory = memoryOf();
    await check(fakeDeployment({ events, shown: 250 }).fetch, '', memory);
    const today = { events, shown: 250, key: 8, rotations: [rotation(7, 8)] };
    const findings = await check(fakeDeployment(today).fetch, kept, memory);
    expect(failing(findings)).toEqual([]);
    expect(found(findings, 'key')).toMatchObject({ verdict: 'proved', params: { variant: 'rotated' } });
    expect(found(findings, 'note')).toMatchObject({ verdict: 'proved', params: { variant: 'extends' } });
    const other = await check(fakeDeployment({ ...today, rotations: [rotation(9, 8)] }).fetch, kept);
    expect(failing(other)).toEqual(['note signature']);
    expect(failing(await check(fakeDeployment({ ...today, key: 7 }).fetch))).toEqual(['key replaced']);
  });

  describe('with a receipt', () => {
    const signer = createSigner({ name: 'test.example/receipt', secret: new Uint8Array(32).fill(3) });
    const receiptFor = (n: number, deadline: string) => {
      const event = eventAt(n);
      const entry = entryOf({
        id: event.id,
        salt: new Uint8Array(32).fill(n % 200),
        bytes: new TextEncoder().encode(JSON.stringify(event)),
      });
      const leafHashes = [portableHasher.leaf(entry)];
      return signReceipt({ origin: signer.name, division, leafHashes, deadline: Date.parse(deadline) }, signer);
    };
    const deployment = () => {
      const made = fakeDeployment({ events, shown: 250 });
      const vkeys = text(made.files.get('vkeys'));
      made.files.set('vkeys', new TextEncoder().encode(`${vkeys}${formatVkey(signer)}\n`));
      return made;
    };
    it.each([
      ['kept', 12, '2026-04-02T09:00:00.000Z', 'proved'],
      ['pending', 999, '2026-04-03T09:00:00.000Z', 'open'],
      ['late', 999, '2026-04-02T09:00:00.000Z', 'failed'],
    ])('says %s', async (variant, n, deadline, verdict) => {
      const findings = await check(deployment().fetch, receiptFor(n, deadline));
      expect(found(findings, 'note')).toMatchObject({ verdict, params: { variant } });
    });
    it('believes an earlier key for what it promised while it signed, and not for later promises', async () => {
      const next = createSigner({ name: signer.name, secret: new Uint8Array(32).fill(4) });
      const rotationSigner = (byte: number) =>
        createSigner({ name: 'test.example/rotation', secret: new Uint8Array(32).fill(byte) });
      const { files, fetch } = fakeDeployment({ events, shown: 250 });
      const statement = {
        ...{ origin: 'test.example/rotation', purpose: 'receipt' as const, at: Date.parse('2026-04-01T12:00:00.000Z') },
        ...{ oldVkey: formatVkey(signer), newVkey: formatVkey(next) },
      };
      const notes = [signRotation(statement, [rotationSigner(3), rotationSigner(4)])];
      files.set('rotations', new TextEncoder().encode(JSON.stringify(notes)));
      files.set('vkeys', new TextEncoder().encode(`${text(files.get('vkeys'))}${formatVkey(next)}\n`));
      expect(found(await check(fetch, receiptFor(12, '2026-04-02T12:00:00.000Z')), 'note')?.verdict).toBe('proved');
      expect(failing(await check(fetch, receiptFor(12, '2026-04-02T12:00:00.001Z')))).toEqual(['note signature']);
    });
    it('does not believe one that the operator did not sign', async () => {
      const forged = receiptFor(12, '2026-04-02T09:00:00.000Z').replace('09:00', '10:00');
      expect(failing(await check(deployment().fetch, forged))).toEqual(['note signature']);
    });
  });

  it('calls a text that is neither checkpoint nor receipt unreadable, and a broken network no proof of anything', async () => {
    expect(failing(await check(fakeDeployment({ events, shown: 250 }).fetch, 'hello'))).toEqual(['note unreadable']);
    const findings = await check(cutOff);
    expect(failing(findings)).toEqual([]);
    expect(found(findings, 'network')?.verdict).toBe('open');
  });
});
