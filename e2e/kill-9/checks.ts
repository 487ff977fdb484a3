import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { reseal } from '@cunjian/cli/src/audit/reseal.ts';
import { catalogue } from '@cunjian/contracts';
import type { Running } from '../src/running.ts';
import type { Acknowledged } from './writers.ts';

type Fail = (what: string) => void;

/** Every acknowledged event is there, once and in order; streams have no holes. */
export const checkStore = async (
  { standalone: { shared } }: Running,
  acknowledged: readonly Acknowledged[],
  fail: Fail,
): Promise<void> => {
  const seen = new Map<string, number>();
  const ids = new Set<string>();
  const positions = new Map<string, bigint>();
  for (let after = 0n; ;) {
    const { events, position } = await shared.store.readAll({ after, limit: 1_000 });
    if (position === after) break;
    for (const event of events) {
      const last = seen.get(event.stream) ?? -1;
      if (event.revision !== last + 1) fail(`${event.stream} jumps from ${last} to ${event.revision}`);
      if (ids.has(event.id)) fail(`event ${event.id} is there twice`);
      catalogue.decode(event);
      seen.set(event.stream, event.revision);
      ids.add(event.id);
      positions.set(event.stream, event.position);
    }
    after = position;
  }
  for (const { notice, position } of acknowledged)
    if (positions.get(notice) !== position)
      fail(`${notice} was acknowledged at ${position} and is at ${positions.get(notice)}`);
};

/** Every receipt is kept once the logs are level. */
export const checkReceipts = async (
  running: Running,
  acknowledged: readonly Acknowledged[],
  fail: Fail,
): Promise<void> => {
  const audit = running.standalone.services.audit.wired.router.createCaller({ correlationId: 'kill-9' });
  for (const { notice, receipt } of acknowledged) {
    const answer = await audit.receiptState({ note: receipt });
    if (!answer.ok || answer.state !== 'kept')
      fail(`the receipt of ${notice} is ${answer.ok ? answer.state : 'refused'}`);
  }
};

/** The logs built anew give every root that was ever signed. */
export const checkReseal = async (dataDir: string, fail: Fail): Promise<number> => {
  const { checkpoints, findings } = await reseal(dataDir, () => undefined);
  for (const { where, what } of findings) fail(`${where}: ${what}`);
  return checkpoints;
};

/** What the read models answer: of every service, as people would ask. */
export const answersOf = async ({ as }: Running): Promise<string> => {
  const clerk = await as('clerk');
  const auditor = await as('auditor');
  const division = '330324108207';
  const answers = [
    await clerk.ask(
      `{ notices(division: "${division}", first: 100, drafts: true) { edges { node { id title status } } } }`,
    ),
    await clerk.ask(`{ notices(division: "${division}", first: 100) { edges { node { id title status } } } }`),
    await auditor.ask(
      `{ disclosures(division: "${division}", first: 50) { edges { node { id status period current { version figuresHash } } } } }`,
    ),
    await auditor.ask(
      '{ disclosureStatistics(division: "330324000000", period: "2026Q2", bodyKind: VILLAGERS_COMMITTEE) { owing published posted missing } }',
    ),
    await auditor.ask(`{ division(code: "${division}") { name bodies { id name offices { kind holderName } } } }`),
  ];
  return JSON.stringify(answers);
};

/** Read models and logs, all of which are rebuilt. */
export const deleteDerived = async (dataDir: string): Promise<void> => {
  await rm(join(dataDir, 'read-models'), { recursive: true });
};
