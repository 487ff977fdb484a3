import { rm } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import type { Actor, Data } from '../src/actors.ts';
import { differences, type Derived } from '../src/read-models.ts';
import type { Deployment } from '../src/deployment.ts';
import { runDemo } from '../src/running.ts';
import { journeyMs } from '../src/until.ts';

jest.setTimeout(journeyMs);

const division = '330324108207';
const body = `${division}-vc`;

/** What people ask, of every read model that answers. */
const questions: Readonly<Record<string, readonly [account: string, query: string]>> = {
  'a villager: disclosures of her village with every line': [
    'villager',
    `{ disclosures(division: "${division}", first: 5) { edges { node { id status posted objectionWindowOpen postings { place from to }
      versions { version publishedAt reason opinion { verdict reasons } totals { closing } figuresHash seal { index event }
        accounts { account opening closing lines { id date voucher summary payee receipt payment } } changes { kind } } } } } }`,
  ],
  'a villager: notices as they were in winter': [
    'villager',
    `{ notices(division: "${division}", first: 20, asOf: "2025-12-31T00:00:00+08:00") { edges { node { id title text status } } } }`,
  ],
  'a villager: what she asked and was answered': [
    'villager',
    '{ viewer { name villages { kind household } memberships { name } bindings { method } } myObjections(first: 10) { edges { node { id text status answers { text } } } } }',
  ],
  'a clerk: objections and notices in preparation': [
    'clerk',
    `{ objectionsToAnswer(first: 10) { edges { node { id text } } } notices(division: "${division}", first: 20, drafts: true) { edges { node { id status title } } } }`,
  ],
  'an accountant: her board': [
    'accountant',
    '{ disclosureBoard(period: "2026Q3", first: 20) { totalCount missingCount edges { node { body { name } missing } } } viewer { contractedBodies { id } } }',
  ],
  'a registrar: residents and slips': [
    'registrar',
    `{ residents(division: "${division}", first: 100) { totalCount edges { node { person name household kind } } } openSlips(division: "${division}", first: 10) { edges { node { slip } } } }`,
  ],
  'a county: statistics of its towns': [
    'county',
    `{ disclosureStatistics(division: "330324000000", period: "2026Q2", bodyKind: VILLAGERS_COMMITTEE) { owing drafted published posted missing objections questions overdue
      children(first: 50) { edges { node { division { name } owing published posted missing } } } } }`,
  ],
  'anybody: divisions and who holds office': [
    'neighbour',
    `{ searchDivisions(text: "furong", first: 5) { code name } division(code: "${division}") { name ancestors { name } bodies { name offices { kind holderName } } } body(id: "${body}") { noticeBoards agency { name } } }`,
  ],
  'an auditor: the timeline and the log': [
    'auditor',
    `{ timeline(division: "${division}", first: 100) { edges { node { index event at type text } } } divisionLog(division: "${division}") { origin size root heads { size entry } } }`,
  ],
};

const answers = async (running: Deployment): Promise<Readonly<Record<string, Data>>> => {
  const found: Record<string, Data> = {};
  for (const [name, [account, query]] of Object.entries(questions)) {
    const who: Actor = await running.as(account);
    found[name] = await who.ask(query);
  }
  return found;
};

describe('a deployment whose read models and logs were deleted', () => {
  let running: Deployment;
  let before: Readonly<Record<string, Data>>;

  beforeAll(async () => {
    running = await runDemo();
    // Something that happened after the demo, so that what is open is not empty.
    const [villager, clerk] = [await running.as('villager'), await running.as('clerk')];
    await villager.carryOut('raiseObjection', {
      disclosure: `disclosure-${body}-2026Q2`,
      kind: 'QUESTION',
      text: '文化礼堂何时开放?',
    });
    await clerk.carryOut('draftNotice', { body, content: { title: '秋季大扫除', text: '周六上午。' } });
    await running.advanceHeads();
    before = await answers(running);
  });
  afterAll(async () => {
    await running.shutDown();
    await rm(running.dataDir, { recursive: true });
  });

  it.each(Object.keys(questions))('was asked by %s', (name) => {
    expect(JSON.stringify(before[name])).toMatch(/[一-龥]|division\//);
  });

  let kept: Derived;
  it('gives the same answers once it has rebuilt all of it', async () => {
    running = await running.restarted(async (derived) => {
      kept = await derived.read();
      await derived.deleteAll();
    });
    await running.settle();
    expect(await answers(running)).toEqual(before);
  });

  it('holds the same then, and again gives the same answers where the logs alone are gone', async () => {
    let rebuilt: Derived | undefined;
    running = await running.restarted(async (derived) => {
      rebuilt = await derived.read();
      // Nobody may sign them again otherwise.
      await derived.deleteLogs();
    });
    expect(kept.size).toBeGreaterThan(20);
    expect(differences(kept, rebuilt ?? new Map())).toEqual([]);
    await running.settle();
    expect(await answers(running)).toEqual(before);
  });

  it('sends nothing again where the reactions’ own memory is gone', async () => {
    running = await running.restarted((derived) => derived.deleteReactions());
    const head = await running.events.head();
    await running.settle();
    expect(await running.events.head()).toBe(head);
    expect(await answers(running)).toEqual(before);
  });
});
