import { describe, expect, it } from '@jest/globals';
import { ballot, loggedAs, openHistory, type Draft } from '../../test/village-history.ts';
import { recount } from './recount.ts';

type Logged = ReturnType<typeof loggedAs>[number];
const isEntry = ({ name }: { readonly name: string }): boolean => name === 'protocol-entered';

/** The same history, whose settled protocols are told to all. */
const told = (tamper: (drafts: Draft[]) => void = () => undefined): readonly Logged[] => {
  const drafts = openHistory();
  for (const { name, data } of drafts) {
    const of = drafts.find((one) => isEntry(one) && one.data['channel'] === data['channel']);
    if (name !== 'protocol-settled' || of === undefined) continue;
    Object.assign(data, { protocol: { entry: of.data['entry'], persons: ['counter-1', 'counter-2'], scans: [] } });
  }
  tamper(drafts);
  return loggedAs(drafts);
};
const villager = (events: readonly Logged[]): readonly Logged[] => events.filter((event) => !isEntry(event));
const codes = async (events: readonly Logged[]): Promise<readonly string[]> => [
  ...new Set((await recount(events, { ballot })).findings.map(({ code }) => code)),
];

describe('protocols whose entries are for those who made them and for auditors', () => {
  it('recount to the same, with the entries and without', async () => {
    for (const events of [told(), villager(told())]) {
      const { findings, recounted, stored } = await recount(events, { ballot });
      expect(findings).toEqual([]);
      expect(recounted).toEqual(stored);
    }
  });

  it('recount for one of the two, who has her own entry', async () => {
    const hers = told().filter((event) => !isEntry(event) || Object.values(event.data as object).includes('counter-1'));
    expect(await codes(hers)).toEqual([]);
  });

  it('were never entered: a villager sees that nothing is missing in the stream', async () => {
    const events = told((drafts) => drafts.splice(0, drafts.length, ...drafts.filter((draft) => !isEntry(draft))));
    expect(await codes(events)).toEqual(['protocol.not-two']);
  });

  it('hide no other event of the ballot that was left out', async () => {
    const events = villager(told()).filter(({ name }) => name !== 'ballot-closed');
    expect(await codes(events)).toContain('log.gap');
  });

  it('are not waited for where nobody is, or all is counted: nothing is withheld in their name', async () => {
    const hands = ({ name, data }: Draft): boolean =>
      name === 'attendance-recorded' || data['channel'] === 'show-of-hands';
    const lacking = async (isThere: (draft: Draft) => boolean): Promise<boolean> => {
      const events = told((drafts) => {
        const counted = drafts.findIndex(({ name }) => name === 'ballot-counted');
        const data = { ballot, office: 'office-0', privateKey: 'A'.repeat(43) };
        drafts.splice(counted, 0, { stream: ballot, time: '2026-03-25T01:30:00.000Z', name: 'key-opened', data });
        drafts.splice(0, drafts.length, ...drafts.filter(isThere));
        // The next of its stream shows that one is lacking.
        drafts.push({ stream: ballot, time: '2026-03-26T00:00:00.000Z', name: 'box-emptied', data: { ballot } });
      });
      return (await codes(villager(events).filter(({ name }) => name !== 'key-opened'))).includes('log.gap');
    };
    expect(await lacking((draft) => !hands(draft))).toBe(true);
    expect(await lacking((draft) => !hands(draft) && draft.name !== 'ballot-counted')).toBe(true);
    expect(await lacking(({ name }) => name !== 'attendance-recorded')).toBe(true);
    const awaited = (draft: Draft): boolean =>
      draft.name !== 'ballot-counted' && draft.data['channel'] !== 'show-of-hands';
    expect(await lacking(awaited)).toBe(false);
  });

  it('are entered after the closing: nothing is withheld before it in their name', async () => {
    const events = villager(told()).filter(({ name }) => name !== 'ballot-counted');
    const early = events.map((event) =>
      event.subject === ballot && event.name === 'ballot-closed' ? { ...event, revision: event.revision + 1 } : event,
    );
    expect(await codes(early)).toContain('log.gap');
  });

  it('are settled as something else: an auditor sees it', async () => {
    const otherwise = told((drafts) => {
      const settled = drafts.find(({ name }) => name === 'protocol-settled');
      const protocol = settled?.data['protocol'] as { persons: string[] };
      protocol.persons = ['counter-1', 'counter-3'];
    });
    expect(await codes(otherwise)).toEqual(['protocol.settled-otherwise']);
    expect(await codes(villager(otherwise))).toEqual([]);
  });

  it.each([
    ['an auditor', () => true],
    ['the second of the two', (person: unknown) => person === 'counter-2'],
  ])('carry another name than was written in, or another scan: %s sees it', async (_, has) => {
    const digest = (letter: string): string => letter.repeat(43);
    const names = (entry: unknown, name: string) => ({
      ...(entry as object),
      writeIns: [{ name, woman: false, votes: 0 }],
    });
    const events = (settle: (protocol: { entry: unknown; scans: unknown[] }) => void) =>
      told((drafts) => {
        for (const { name, data } of drafts.filter((draft) => draft.data['channel'] === 'paper')) {
          const protocol =
            name === 'protocol-settled' ? (data['protocol'] as { entry: unknown; scans: unknown[] }) : data;
          if (!('entry' in protocol)) continue;
          // Each of the two has a salt of her own.
          protocol['entry'] = names(protocol['entry'], digest(data['person'] === 'counter-1' ? 'B' : 'C'));
          if (name === 'protocol-settled') settle(protocol as { entry: unknown; scans: unknown[] });
        }
      }).filter((event) => !isEntry(event) || has((event.data as Record<string, unknown>)['person']));
    const otherName = events((protocol) => (protocol.entry = names(protocol.entry, digest('D'))));
    const otherScan = events((protocol) => (protocol.scans = [digest('E')]));
    const asEntered = await codes(events(() => undefined));
    expect(asEntered).not.toContain('protocol.settled-otherwise');
    expect(await codes(otherName)).toEqual(['protocol.settled-otherwise', ...asEntered]);
    expect(await codes(otherScan)).toEqual(['protocol.settled-otherwise', ...asEntered]);
  });

  it('name one person twice', async () => {
    const events = told((drafts) => {
      const settled = drafts.find(({ name }) => name === 'protocol-settled');
      const protocol = settled?.data['protocol'] as { persons: string[] };
      protocol.persons = ['counter-1', 'counter-1'];
    });
    expect(await codes(villager(events))).toEqual(['protocol.one-person']);
  });

  it('are set aside as different though they are alike: until one comes that somebody likes', async () => {
    const aside = (drafts: Draft[]) => {
      const [first, second] = drafts.filter(({ name }) => isEntry({ name }));
      if (first === undefined || second === undefined) throw new Error('two');
      const settled = { ...first, name: 'protocol-settled' as const };
      const data = { ballot, channel: 'paper', agreed: false, differs: ['votes.for'] };
      drafts.splice(drafts.indexOf(first), 0, { ...first }, { ...second }, { ...settled, data });
    };
    expect(await codes(told(aside))).toEqual(['protocol.alike']);
  });

  it('are entered by a candidate', async () => {
    const election = {
      ...{ kind: 'election', seats: 1, seatsForWomen: 0, writeIns: false },
      candidates: [
        { option: 'for', name: 'A'.repeat(43), woman: false, person: 'counter-1' },
        { option: 'against', name: 'B'.repeat(43), woman: false },
      ],
    };
    const asked = (drafts: Draft[]) => {
      for (const { name, data } of drafts)
        if (name === 'ballot-called' || name === 'ballot-opened') data['question'] = election;
    };
    expect(await codes(told(asked))).toContain('protocol.by-a-candidate');
    expect(await codes(villager(told(asked)))).toContain('protocol.by-a-candidate');
    expect(await codes(told())).not.toContain('protocol.by-a-candidate');
  });
});
