import { describe, expect, it } from '@jest/globals';
import {
  cutOff,
  eventAt,
  fakeDeployment,
  flip,
  forgeOpening,
  log,
  memoryOf,
  origin,
  resalted,
  rotatedAt,
  rotation,
  type FakeOptions,
} from '../../test/fake-deployment.ts';
import { LogUnreachable } from './log-port.ts';
import { overallVerdict, type Step, type StepName } from './steps.ts';
import { createComparison } from './comparison.ts';
import { checkAgainAfterMs } from './heads-hint.ts';
import { verifyHistory, type Compares, type VerifyRequest } from './verify-history.ts';

const day = 24 * 60 * 60 * 1_000;
const now = Date.parse('2026-04-03T00:00:00Z');
const events = Array.from({ length: 300 }, (_, n) => eventAt(n));

const verify = (request: Partial<VerifyRequest> & Pick<VerifyRequest, 'fetch'>) =>
  verifyHistory({ log, memory: memoryOf(), now, entries: [{ index: 270 }], ...request });
const found = (steps: readonly Step[], name: StepName) => steps.filter(({ step }) => step === name).at(-1);
const failing = (steps: readonly Step[]) =>
  steps
    .filter(({ verdict }) => verdict === 'failed')
    .map(({ step, params }) => `${step} ${params['variant'] ?? ''}`.trim());

/** A device that saw `options` a while ago. */
const memoryAfter = async (options: FakeOptions, at = now) => {
  const memory = memoryOf();
  await verify({ fetch: fakeDeployment(options).fetch, memory, now: at, entries: [] });
  return memory;
};

/** A page that shows `shown` of an event's data, and says of its texts that two are opened, one withheld, none erased. */
const comparing = (shown: Record<string, unknown>): Compares => ({
  what: 'notice',
  compare: ({ data }, values) => {
    const found = createComparison(values);
    found.figures('', shown, data as Record<string, unknown>);
    return { ...found.result(), opened: 2, withheld: values.length, erased: 0 };
  },
  values: async () => [{ digest: 'd', state: 'WITHHELD', salt: null, value: null }],
});

describe('an honest log', () => {
  it('proves what it can on the first visit and says what it can’t', async () => {
    const steps = await verify({ fetch: fakeDeployment({ events, shown: 280 }).fetch });
    expect(steps.map(({ step, verdict }) => `${step} ${verdict}`)).toEqual([
      'key open',
      'signature proved',
      'memory open',
      'inclusion proved',
      'heads-key open',
      'heads proved',
      'heads-memory open',
      'heads proved',
      'witnesses open',
    ]);
    expect(overallVerdict(steps)).toBe('proved');
    expect(found(steps, 'signature')?.params).toMatchObject({ size: 300 });
  });

  it('proves on the next visit that it extends what the device saw', async () => {
    const memory = await memoryAfter({ events: events.slice(0, 100), shown: 100 });
    const steps = await verify({ fetch: fakeDeployment({ events, shown: 300 }).fetch, memory });
    expect(found(steps, 'memory')).toMatchObject({ verdict: 'proved', params: { size: 100, now: 300 } });
    expect(found(steps, 'key')?.verdict).toBe('proved');
    expect(memory.seen.get(origin)?.checkpoint).toContain('\n300\n');
  });

  it('keeps the larger tree in memory when the public one lags', async () => {
    const memory = await memoryAfter({ events, shown: 300 });
    const steps = await verify({
      fetch: fakeDeployment({ events: events.slice(0, 200), shown: 200 }).fetch,
      memory,
      entries: [{ index: 5 }],
    });
    expect(found(steps, 'memory')).toMatchObject({ verdict: 'open', params: { variant: 'smaller' } });
    expect(memory.seen.get(origin)?.checkpoint).toContain('\n300\n');
  });

  it('says that an entry beyond the public head is not shown yet', async () => {
    const steps = await verify({ fetch: fakeDeployment({ events: events.slice(0, 200), shown: 200 }).fetch });
    expect(found(steps, 'inclusion')).toMatchObject({ verdict: 'open', params: { variant: 'later' } });
    expect(overallVerdict(steps)).toBe('open');
  });

  it('says how many texts were compared and how many could not be, and stays green', async () => {
    const { fetch } = fakeDeployment({ events, shown: 300 });
    const steps = await verify({ fetch, entries: [{ index: 270, compares: comparing({ n: 270 }) }] });
    expect(overallVerdict(steps)).toBe('proved');
    expect(found(steps, 'content')).toMatchObject({ verdict: 'proved', params: { variant: 'notice' } });
    expect(found(steps, 'texts')).toMatchObject({ verdict: 'proved', params: { count: 2 } });
    expect(found(steps, 'withheld')).toMatchObject({ verdict: 'open', params: { count: 1 } });
    expect(found(steps, 'erased')).toBeUndefined();
  });

  it('is not finished where what opens the texts can’t be had', async () => {
    const compares: Compares = { ...comparing({}), values: () => Promise.reject(new LogUnreachable('offline')) };
    const steps = await verify({
      fetch: fakeDeployment({ events, shown: 300 }).fetch,
      entries: [{ index: 270, compares }],
    });
    expect(failing(steps)).toEqual([]);
    expect(overallVerdict(steps)).toBe('open');
  });

  it('says when the rest can be proved, and in how long by the server’s clock', async () => {
    const times = { now: '2026-04-03T00:40:00.000Z', next: '2026-04-03T01:00:00.000Z' };
    const at = { next: Date.parse(times.next), waitMs: 20 * 60_000 };
    const behind = await verify({ fetch: fakeDeployment({ events: events.slice(0, 200), shown: 200, times }).fetch });
    expect(found(behind, 'inclusion')).toMatchObject({ verdict: 'open', params: { variant: 'later-at', ...at } });
    const notYet = await verify({ fetch: fakeDeployment({ events, times }).fetch });
    expect(found(notYet, 'heads')).toMatchObject({ verdict: 'open', params: { variant: 'not-yet-at', ...at } });
    const newer = await verify({ fetch: fakeDeployment({ events, shown: 200, times }).fetch });
    expect(found(newer, 'heads')).toMatchObject({ verdict: 'open', params: { variant: 'next-at', ...at, size: 200 } });
    for (const steps of [behind, notYet, newer]) expect(checkAgainAfterMs(steps)).toBe(20 * 60_000 + 10_000);
    const covered = await verify({ fetch: fakeDeployment({ events, shown: 300, times }).fetch });
    expect(checkAgainAfterMs(covered)).toBeUndefined();
  });

  it('says that the heads log has it in its next hour', async () => {
    const steps = await verify({ fetch: fakeDeployment({ events, shown: 200 }).fetch });
    expect(found(steps, 'heads')).toMatchObject({ verdict: 'open', params: { variant: 'next' } });
  });

  it('does not cry wolf when the network breaks off or an opening is not for the reader', async () => {
    const broken = await verify({ fetch: cutOff });
    expect(failing(broken)).toEqual([]);
    expect(overallVerdict(broken)).toBe('open');
    const { files, fetch } = fakeDeployment({ events, shown: 300 });
    files.delete(`${log}/opening/270`);
    const closed = await verify({ fetch });
    expect(failing(closed)).toEqual([]);
    expect(overallVerdict(closed)).toBe('open');
  });
});

describe('tampering', () => {
  const tampered = (change: (files: Map<string, Uint8Array>) => void, request: Partial<VerifyRequest> = {}) => {
    const { files, fetch } = fakeDeployment({ events, shown: 300 });
    change(files);
    return verify({ fetch, ...request });
  };

  it('catches a changed event', async () => {
    const steps = await tampered((files) =>
      forgeOpening(files, 270, ({ event, salt }) => ({ event: event.replace('270', '271'), salt })),
    );
    expect(failing(steps)).toEqual(['inclusion broken']);
    expect(overallVerdict(steps)).toBe('failed');
  });

  it('catches a wrong salt', async () => {
    const steps = await tampered((files) =>
      forgeOpening(files, 270, ({ event, salt }) => ({ event, salt: resalted(salt) })),
    );
    expect(failing(steps)).toEqual(['inclusion broken']);
  });

  it('catches the opening of another entry', async () => {
    const steps = await tampered((files) =>
      files.set(`${log}/opening/270`, files.get(`${log}/opening/271`) ?? new Uint8Array()),
    );
    expect(failing(steps)).toEqual(['inclusion broken']);
  });

  it('catches a page that shows an event under another entry’s number', async () => {
    const steps = await tampered(() => undefined, { entries: [{ index: 270, event: eventAt(3).id }] });
    expect(failing(steps)).toEqual(['inclusion other']);
  });

  it('catches a page that shows otherwise than the event says', async () => {
    const steps = await tampered(() => undefined, { entries: [{ index: 270, compares: comparing({ n: 1 }) }] });
    expect(found(steps, 'content')).toMatchObject({
      verdict: 'failed',
      params: { variant: 'differs', reason: 'n: 1 ≠ 270' },
    });
  });

  it('catches a changed tile, entry bundle and checkpoint', async () => {
    expect(failing(await tampered((files) => flip(files, `${log}/tile/0/001.p/44`, 40)))).toEqual(['signature broken']);
    expect(failing(await tampered((files) => flip(files, `${log}/tile/entries/001.p/44`, 20)))).toEqual([
      'inclusion broken',
    ]);
    expect(failing(await tampered((files) => flip(files, `${log}/checkpoint`, 60)))).toEqual(['signature bad']);
  });

  it('catches missing tiles', async () => {
    expect(failing(await tampered((files) => files.delete(`${log}/tile/0/001.p/44`)))).toEqual(['signature broken']);
  });

  it('catches another key, even where it signs everything anew', async () => {
    const memory = await memoryAfter({ events, shown: 300 });
    const steps = await verify({ fetch: fakeDeployment({ events, shown: 300, key: 8 }).fetch, memory });
    expect(failing(steps)).toEqual(['key changed']);
  });

  it('catches a history rewritten with the operator’s own key', async () => {
    const memory = await memoryAfter({ events, shown: 300 });
    const rewritten = events.map((event, n) => (n === 12 ? eventAt(12, { n: 'forged' }) : event));
    const steps = await verify({ fetch: fakeDeployment({ events: rewritten, shown: 300 }).fetch, memory });
    expect(failing(steps)).toEqual(['memory rewritten']);
    expect(memory.seen.get(origin)?.at).toBe(now);
  });

  it('catches swapped, inserted and dropped events', async () => {
    const memory = await memoryAfter({ events, shown: 300 });
    const swapped = [...events.slice(0, 10), eventAt(11), eventAt(10), ...events.slice(12)];
    const inserted = [...events.slice(0, 10), eventAt(999), ...events.slice(10)];
    const dropped = [...events.slice(0, 10), ...events.slice(11), eventAt(300), eventAt(301)];
    for (const forged of [swapped, inserted, dropped]) {
      const steps = await verify({ fetch: fakeDeployment({ events: forged, shown: 300 }).fetch, memory });
      expect(failing(steps)).toEqual(['memory rewritten']);
    }
  });

  it('catches a truncated log once the public one can’t lag that far', async () => {
    const memory = await memoryAfter({ events, shown: 300 }, now - 2 * day);
    const steps = await verify({ fetch: fakeDeployment({ events: events.slice(0, 280), shown: 280 }).fetch, memory });
    expect(failing(steps)).toEqual(['memory shrunk']);
  });

  it('catches a log made for one reader, while the heads log shows everybody another', async () => {
    const forged = events.map((event, n) => (n === 270 ? eventAt(270, { n: 'for you' }) : event));
    const steps = await verify({ fetch: fakeDeployment({ events: forged, shownEvents: events, shown: 300 }).fetch });
    expect(failing(steps)).toEqual(['heads broken']);
  });

  it('catches a heads log that shows more than the reader gets', async () => {
    const steps = await verify({
      fetch: fakeDeployment({ events: events.slice(0, 280), shownEvents: events, shown: 300 }).fetch,
    });
    expect(failing(steps)).toEqual(['heads broken']);
  });

  it('catches another village’s log', async () => {
    const other = fakeDeployment({ events, shown: 300, name: 'division/330302001201' });
    const steps = await verify({ fetch: (path) => other.fetch(path.replace(log, 'division/330302001201')) });
    expect(failing(steps)).toEqual(['signature origin']);
  });
});

describe('a key that was replaced', () => {
  const rotations = [rotation(7, 8)];
  const visit = async (options: Partial<FakeOptions>, memory = memoryOf()) =>
    verify({ fetch: fakeDeployment({ events, shown: 300, ...options }).fetch, memory });

  it('stays green where the old key signed for it, says when, and the device remembers the new one', async () => {
    const memory = await memoryAfter({ events, shown: 300 });
    const steps = await visit({ key: 8, rotations }, memory);
    expect(failing(steps)).toEqual([]);
    expect(overallVerdict(steps)).toBe('proved');
    for (const name of ['key', 'heads-key'] as const)
      expect(found(steps, name)).toMatchObject({ verdict: 'proved', params: { variant: 'rotated', at: rotatedAt } });
    const later = await visit({ key: 8, rotations }, memory);
    expect(found(later, 'key')).toMatchObject({ verdict: 'proved', params: { pinned: expect.any(String) } });
    expect(found(later, 'key')?.params['variant']).toBeUndefined();
  });

  it('is named at a first visit, for whoever holds an older paper', async () => {
    const steps = await visit({ key: 8, rotations });
    expect(overallVerdict(steps)).toBe('proved');
    expect(found(steps, 'key')).toMatchObject({ verdict: 'open', params: { variant: 'rotated', at: rotatedAt } });
  });

  it('turns red where it still signs', async () => {
    expect(failing(await visit({ rotations }, await memoryAfter({ events, shown: 300 })))).toEqual(['key replaced']);
    expect(failing(await visit({ rotations }))).toEqual(['key replaced']);
    const remembersNew = await memoryAfter({ events, shown: 300, key: 8, rotations });
    expect(failing(await visit({}, remembersNew))).toEqual(['key changed']);
  });

  it('turns red for a statement that the old key did not sign, and for a second heir', async () => {
    const memory = await memoryAfter({ events, shown: 300 });
    expect(failing(await visit({ key: 8, rotations: [rotation(9, 8)] }, memory))).toEqual(['key changed']);
    const changed = rotation(7, 9).replace('2026-04-02', '2026-04-03');
    expect(failing(await visit({ key: 9, rotations: [changed] }, memory))).toEqual(['key rotation']);
    expect(failing(await visit({ key: 9, rotations: [...rotations, rotation(7, 9)] }, memory))).toEqual([
      'key rotation',
    ]);
  });

  it('may be replaced between two answers of the server', async () => {
    const [before, after] = [
      fakeDeployment({ events, shown: 300 }),
      fakeDeployment({ events, shown: 300, key: 8, rotations }),
    ];
    let asked = 0;
    const fetch: VerifyRequest['fetch'] = (path) => (asked++ < 2 ? before : after).fetch(path);
    const steps = await verify({ fetch, memory: await memoryAfter({ events, shown: 300 }) });
    expect(overallVerdict(steps)).toBe('proved');
  });
});

describe('a log that began anew after a restore', () => {
  const name = `${log}/epoch-2`;
  const started = (oldSize: number) => [
    eventAt(0, { log, epoch: 2, oldSize, reason: 'disk failed' }),
    ...events.slice(0, 5),
  ];
  it('is never taken for verified, and is caught where it denies what the device saw', async () => {
    const memory = await memoryAfter({ events, shown: 300 });
    memory.seen.delete('test.example/heads');
    const honest = fakeDeployment({ events: started(300), shown: 6, name });
    const owned = await verify({ log: name, fetch: honest.fetch, memory, entries: [{ index: 2 }] });
    expect(found(owned, 'epoch')).toMatchObject({ verdict: 'open', params: { reason: 'disk failed', oldSize: 300 } });
    expect(overallVerdict(owned)).toBe('open');
    const liar = fakeDeployment({ events: started(200), shown: 6, name });
    expect(failing(await verify({ log: name, fetch: liar.fetch, memory, entries: [{ index: 2 }] }))).toEqual([
      'epoch denies',
    ]);
  });
});
