import { catalogue, encodeEnvelope, type Envelope } from '@cunjian/contracts';
import { describe, expect, it } from '@jest/globals';
import {
  ballot,
  loggedAs,
  openHistory,
  yesNoChoice,
  type Draft,
} from '../../../../libs/ballots/test/village-history.ts';
import {
  cutOff,
  division,
  eventAt,
  fakeDeployment,
  flip,
  log,
  memoryOf,
  type FakeEvent,
} from '../../../test/fake-deployment.ts';
import { LogUnreachable, type FetchLog } from '../../verify/log-port.ts';
import { collectEvents, LogNotProved } from './collect-events.ts';
import { recountEvents } from './recount-events.ts';

const eventsOf = (drafts: readonly Draft[]): readonly FakeEvent[] =>
  loggedAs(drafts).map(({ subject, revision, time, name, data }, at) => {
    const envelope: Envelope = {
      ...{ specversion: '1.0', id: eventAt(at).id, source: 'consultation', type: catalogue.wireType(name), subject },
      ...{ sequence: `${revision}`, time, datacontenttype: 'application/json', partitionkey: division },
      ...{ audience: 'residents', actor: 'a', correlationid: 'c', causationid: 'd', data },
    };
    return JSON.parse(new TextDecoder().decode(encodeEnvelope(envelope))) as FakeEvent;
  });

/** A deployment that also gives its openings by the page, but for the entries that this reader may not open. */
const served = (drafts: readonly Draft[], closed: readonly number[] = []) => {
  const events = eventsOf(drafts);
  const { files, fetch } = fakeDeployment({ events });
  const pages: FetchLog = async (path) => {
    const [, from, limit] = /openings\?from=(\d+)&limit=(\d+)$/.exec(path) ?? [];
    if (from === undefined) return fetch(path);
    const openings = Array.from({ length: Number(limit) }, (_, at) => Number(from) + at)
      .filter((index) => !closed.includes(index))
      .map((index) => JSON.parse(new TextDecoder().decode(files.get(`${log}/opening/${index}`))) as unknown);
    return new TextEncoder().encode(JSON.stringify({ openings, withheld: closed.length, next: 0 }));
  };
  return { files, fetch: pages, size: events.length };
};

const collect = (fetch: FetchLog, of = ballot) =>
  collectEvents({ division, ballot: of, fetch, memory: memoryOf(), now: 0, onProgress: () => undefined });

interface Named {
  readonly type: string;
}

describe('counting again in the browser', () => {
  it('takes the ballots out of the log and agrees with what was published', async () => {
    const { events, withheld } = await collect(served(openHistory()).fetch);
    const result = await recountEvents(events, ballot, () => undefined);
    expect([withheld, result.findings.map(({ code }) => code)]).toEqual([0, ['rule.other-records']]);
    expect(result.recounted).toEqual(result.stored);
  });

  it('names what a deployment has sealed though it does not follow', async () => {
    const drafts = openHistory();
    const cast = drafts.filter(({ name }) => name === 'ballot-cast').at(-1);
    if (cast !== undefined) cast.data['choice'] = yesNoChoice('for');
    const { events } = await collect(served(drafts).fetch);
    const found = await recountEvents(events, ballot, () => undefined);
    const findings = found.findings.filter(({ level }) => level === 'wrong');
    expect(new Set(findings.map(({ code }) => code))).toEqual(new Set(['tally.differs']));
    expect(findings[0]?.where).toBe(`entry ${drafts.length - 1}`);
  });

  it('leaves other ballots alone, and says what it was not given', async () => {
    const { fetch, size } = served(openHistory(), [0]);
    const { events, withheld } = await collect(fetch);
    expect([events.length, withheld]).toEqual([size - 1, 1]);
    // But for what a run-off is compared with.
    const others = (await collect(fetch, 'ballot-lake')).events.map(({ json }) => (JSON.parse(json) as Named).type);
    expect(others).toEqual(['cunjian.consultation.ballot-opened.v1', 'cunjian.consultation.ballot-counted.v1']);
  });

  it('counts nothing of a log that is not as it was signed', async () => {
    const { files, fetch } = served(openHistory());
    const path = `${log}/opening/6`;
    const changed = new TextDecoder().decode(files.get(path)).replace('against', 'abstain');
    files.set(path, new TextEncoder().encode(changed));
    await expect(collect(fetch)).rejects.toBeInstanceOf(LogNotProved);
    const forged = served(openHistory());
    flip(forged.files, `${log}/checkpoint`, 200);
    await expect(collect(forged.fetch)).rejects.toBeInstanceOf(LogNotProved);
  });

  it('says nothing where the log can’t be reached', async () => {
    await expect(collect(cutOff)).rejects.toBeInstanceOf(LogUnreachable);
  });
});
