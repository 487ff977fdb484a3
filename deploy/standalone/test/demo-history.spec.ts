import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { demoAccounts } from '@cunjian/gateway/sign-in/demo-accounts';
import { catalogue, officeKinds, type RecordedEvent, type RegistryEvent } from '@cunjian/contracts';
import type { EventReader } from '@cunjian/event-store';
import { commandIdOf, type Reaction } from '@cunjian/processing';
import type { BackgroundService } from '@cunjian/service-kit';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { readStandaloneConfig } from '../src/config.ts';
import { backgroundModules } from '../src/services.ts';
import { startStandalone, type Standalone } from '../src/standalone.ts';

jest.setTimeout(300_000);
const dayMs = 86_400_000;

let dataDir = '';
let standalone: Standalone | undefined;
let history: readonly RecordedEvent[] = [];
beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'cunjian-demo-history-'));
  const config = { ...readStandaloneConfig({}), dataDir, port: 0, logLevel: 'error' as const };
  standalone = await startStandalone(config, () => undefined);
  history = await readHistory(standalone.shared.store);
});
afterAll(async () => {
  await standalone?.stop();
  await rm(dataDir, { recursive: true, force: true });
});

const readHistory = async (store: EventReader): Promise<readonly RecordedEvent[]> => {
  const events: RecordedEvent[] = [];
  for (let position = 0n; ;) {
    const batch = await store.readAll({ after: position, limit: 1_000 });
    if (batch.position === position) return events;
    events.push(...batch.events.map((stored) => catalogue.decode(stored)));
    position = batch.position;
  }
};

interface Fired {
  readonly reaction: string;
  readonly event: string;
  readonly lateMs: number;
}

/** What a deadline brought about, and how long after it. */
const firedBy = (reaction: Reaction): readonly Fired[] => {
  const wanted = new Set(reaction.events);
  const set = history.flatMap((event) => (wanted.has(event.name) ? (reaction.deadlines?.(event).set ?? []) : []));
  const dueAt = new Map(
    set.map(({ key, at }) => [commandIdOf(reaction.name, 'deadline', key, at, 0), Date.parse(at)] as const),
  );
  return history.flatMap(({ causationid, name, time }) => {
    const due = dueAt.get(causationid);
    return due === undefined ? [] : [{ reaction: reaction.name, event: name, lateMs: Date.parse(time) - due }];
  });
};

/** Whom one can be: account → kinds of the offices that its person was given. */
const officesByAccount = (): ReadonlyMap<string, readonly string[]> => {
  const events = history.map(({ name, data }) => ({ type: name, data }) as RegistryEvent);
  const given = events.flatMap((event) => (event.type === 'office-given' ? [event.data] : []));
  return new Map(
    events.flatMap((event) =>
      event.type === 'account-bound'
        ? [[event.data.account, given.filter(({ person }) => person === event.data.person).map(({ kind }) => kind)]]
        : [],
    ),
  );
};

describe('the accounts of the demo', () => {
  it('are one for each kind of office, and those that the sign-in offers', () => {
    const offices = officesByAccount();
    const offered = demoAccounts.map(({ account }) => account);
    expect(offered.filter((account) => !offices.has(account))).toEqual([]);
    const held = new Set(offered.flatMap((account) => offices.get(account) ?? []));
    expect(officeKinds.filter((kind) => !held.has(kind))).toEqual([]);
  });
});

describe('the history of the demo', () => {
  it('has each deadline’s consequence within a day of the deadline', async () => {
    const modules = await Promise.all(
      backgroundModules.map(
        async (url) => ((await import(url)) as { readonly background: BackgroundService }).background,
      ),
    );
    const fired = modules.flatMap(({ reactions }) => reactions).flatMap(firedBy);
    expect(fired.filter(({ lateMs }) => lateMs < 0 || lateMs >= dayMs)).toEqual([]);
    const named = (event: string) => fired.filter((one) => one.event === event).length;
    // Three villages, four quarters; the road's ballot and the one that is open.
    expect(['objection-window-closed', 'ballot-opened', 'ballot-closed'].map(named)).toEqual([12, 2, 1]);
  });
});
