import { refuse } from '@cunjian/kernel';
import { describe, expect, it } from '@jest/globals';
import {
  ballot,
  entitlementStream,
  loggedAs,
  openHistory,
  personOf,
  rollOf,
  times,
  yesNoChoice,
  type Draft,
} from '../../test/village-history.ts';
import { before, named, remove } from '../../test/tampered.ts';
import type { OpenedBallot } from '../tally.ts';
import { findingText } from './finding.ts';
import { recount } from './recount.ts';

type Tamper = (drafts: Draft[]) => void;

const cast = (number: number, over: object = {}): Draft => ({
  stream: entitlementStream(personOf(number)),
  time: '2026-03-23T00:00:00.000Z',
  name: 'ballot-cast',
  data: { ballot, person: personOf(number), choice: yesNoChoice('for'), ...over },
});

const recounted = (tamper: Tamper) => {
  const drafts = openHistory();
  tamper(drafts);
  return recount(loggedAs(drafts), { ballot });
};
/** Codes of what is wrong, each once; and each can be told, with all that it says. */
const wrong = async (tamper: Tamper): Promise<readonly string[]> => {
  const findings = (await recounted(tamper)).findings.filter(({ level }) => level === 'wrong');
  const texts = findings.flatMap((one) => [findingText(one, 'zh'), findingText(one, 'en')]);
  expect(texts.filter((text) => /\{\w+\}/.test(text))).toEqual([]);
  return [...new Set(findings.map(({ code }) => code))];
};

describe('an open ballot as it should be', () => {
  it('recounts to what was stored, and nothing is found', async () => {
    const result = await recounted(() => undefined);
    expect(result.findings).toEqual([]);
    expect(result.recounted).toEqual(result.stored);
    expect(result).toMatchObject({
      members: 10,
      papers: 2,
      hands: 2,
      recounted: {
        arithmetic: { present: 10, cast: 10, abstained: 1, votes: [{ votes: 8 }, { votes: 1 }], outcome: 'adopted' },
      },
    });
  });
  it('does not count what comes after the closing, and says so', async () => {
    const result = await recounted((drafts) =>
      drafts.push({ ...cast(2, { choice: yesNoChoice('against') }), time: times.closesAt }),
    );
    expect(result.findings).toEqual([
      {
        code: 'entitlement.late',
        where: `entry ${openHistory().length}`,
        params: { person: personOf(2), event: 'ballot-cast' },
        level: 'note',
      },
    ]);
    expect(result.recounted).toEqual(result.stored);
  });
  it('that still runs has no result', async () => {
    const result = await recounted((drafts) => drafts.splice(drafts.indexOf(named(drafts, 'ballot-closed'))));
    expect(result.findings.map(({ code }) => code)).toEqual(['ballot.not-closed']);
    expect(result.recounted).toBeUndefined();
  });
  it('of another name is not in the log', async () => {
    const result = await recount(loggedAs(openHistory()), { ballot: 'ballot-bridge' });
    expect(result.findings.map(({ code }) => code)).toEqual(['ballot.unknown']);
  });
});

describe('an operator who cheats in an open ballot', () => {
  const cheats: readonly (readonly [string, readonly string[], Tamper])[] = [
    [
      'counts a late ballot',
      ['tally.differs'],
      (drafts) => {
        const late = named(drafts, 'ballot-cast', 6);
        remove(drafts, late);
        late.time = times.closesAt;
        drafts.splice(drafts.indexOf(named(drafts, 'ballot-closed')) + 1, 0, late);
      },
    ],
    [
      'changes a ballot',
      ['tally.differs'],
      (drafts) => void Object.assign(named(drafts, 'ballot-cast', 6).data, { choice: yesNoChoice('for') }),
    ],
    ['drops a ballot', ['tally.differs'], (drafts) => remove(drafts, named(drafts, 'ballot-cast', 6))],
    [
      'states another tally',
      ['tally.differs'],
      (drafts) => {
        const arithmetic = named(drafts, 'ballot-counted').data['arithmetic'] as { votes: { votes: number }[] };
        Object.assign(arithmetic.votes[0] ?? {}, { votes: 9 });
      },
    ],
    [
      'counts a person twice, online and on paper',
      ['entitlement.second'],
      (drafts) => before(drafts, 'ballot-closed', { ...cast(6), time: '2026-03-24T00:00:00.000Z' }),
    ],
    [
      'lets somebody vote who gave her vote to a proxy',
      ['entitlement.second'],
      (drafts) => before(drafts, 'ballot-closed', cast(1)),
    ],
    [
      'lets a proxy vote who is not hers',
      ['entitlement.second'],
      (drafts) => before(drafts, 'ballot-closed', cast(1, { proxy: personOf(5) })),
    ],
    ['lets a stranger vote', ['entitlement.off-roll'], (drafts) => before(drafts, 'ballot-closed', cast(77))],
    [
      'hides a second vote in another stream',
      ['entitlement.other-stream'],
      (drafts) => before(drafts, 'ballot-closed', { ...cast(2), stream: entitlementStream('nobody') }),
    ],
    [
      'lets vote before the opening',
      ['entitlement.too-early', 'tally.differs'],
      (drafts) => {
        const early = named(drafts, 'ballot-cast', 6);
        remove(drafts, early);
        before(drafts, 'ballot-opened', early);
      },
    ],
    [
      'draws a wrong roll',
      [
        'roll.drawn-otherwise',
        'roll.frozen-otherwise',
        'entitlement.off-roll',
        'protocol.issued-differs',
        'protocol.more-hands',
        'tally.differs',
      ],
      (drafts) => {
        const listed = named(drafts, 'roll-listed').data;
        const [last, ...rest] = rollOf(10).toReversed();
        listed['entries'] = [...rest.toReversed(), { ...last, person: 'friend' }];
      },
    ],
    [
      'opens with another roll than the frozen one',
      ['roll.opened-with-another'],
      (drafts) =>
        void Object.assign(named(drafts, 'ballot-opened').data, { roll: { count: 10, root: 'f'.repeat(64) } }),
    ],
    [
      'adds somebody to the roll after it was frozen',
      ['roll.part', 'roll.drawn-otherwise', 'roll.frozen-otherwise', 'roll.changed-after-freezing', 'tally.differs'],
      (drafts) =>
        before(drafts, 'ballot-opened', {
          ...named(drafts, 'roll-listed'),
          data: { ballot, part: 1, entries: [{ ...rollOf(1)[0], person: 'friend' }] },
        }),
    ],
    [
      'changes the rule between call and opening',
      ['terms.changed', 'tally.differs'],
      (drafts) => {
        const opened = named(drafts, 'ballot-opened').data;
        const share = { numerator: 9, denominator: 10, orMore: true };
        opened['rule'] = { ...(opened['rule'] as object), majority: { of: 'present', share } };
      },
    ],
    [
      'uses a rule that the procedure did not adopt',
      ['rule.changed'],
      (drafts) => {
        for (const name of ['ballot-called', 'ballot-opened'] as const)
          Object.assign(named(drafts, name).data, { proceeding: 'proceeding-1' });
        const rule = { ...(named(drafts, 'ballot-opened').data['rule'] as object), smallestCount: 9 };
        const steps = [{ step: 'assembly-decides', form: 'ballot', decides: [rule], actors: [], binding: true }];
        drafts.unshift({
          ...{ stream: 'proceeding-1', time: '2026-02-01T00:00:00.000Z', name: 'proceeding-begun' },
          data: { proceeding: 'proceeding-1', procedure: { kind: 'four-deliberations', rules: [], steps } },
        });
      },
    ],
    [
      'closes early',
      ['ballot.too-early'],
      (drafts) => void Object.assign(named(drafts, 'ballot-closed'), { time: '2026-03-24T23:59:59.999Z' }),
    ],
    [
      'takes a proxy too many',
      ['proxy.too-many', 'proxy.other-household', 'tally.differs'],
      (drafts) => {
        remove(drafts, named(drafts, 'ballot-cast', 6));
        const lodged = named(drafts, 'proxy-lodged');
        const data = { ...lodged.data, person: personOf(5) };
        before(drafts, 'ballot-opened', { ...lodged, stream: entitlementStream(personOf(5)), data });
        before(drafts, 'ballot-closed', cast(5, { proxy: personOf(0) }));
      },
    ],
    [
      'takes a proxy that was neither announced nor in time',
      ['proxy.not-announced', 'proxy.too-late'],
      (drafts) => {
        const lodged = named(drafts, 'proxy-lodged');
        lodged.time = '2026-03-17T16:00:00.000Z';
        Object.assign(lodged.data, { announced: false });
      },
    ],
    [
      'has one person enter both protocols',
      ['protocol.one-person'],
      (drafts) => void Object.assign(named(drafts, 'protocol-entered', 1).data, { person: 'counter-1' }),
    ],
    [
      'settles two protocols that differ',
      ['protocol.differs'],
      (drafts) => {
        const entry = named(drafts, 'protocol-entered').data['entry'] as object;
        const votes = [
          { option: 'for', votes: 1 },
          { option: 'against', votes: 1 },
        ];
        Object.assign(named(drafts, 'protocol-entered').data, { entry: { ...entry, votes } });
      },
    ],
    [
      'adds papers to the protocol that nobody took',
      ['protocol.issued-differs', 'tally.differs'],
      (drafts) => {
        for (const nth of [0, 1]) {
          const entry = named(drafts, 'protocol-entered', nth).data['entry'] as object;
          const votes = [{ option: 'for', votes: 5 }];
          Object.assign(named(drafts, 'protocol-entered', nth).data, {
            entry: { ...entry, issued: 5, returned: 5, valid: 5, votes },
          });
        }
      },
    ],
    [
      'counts papers without a protocol',
      ['protocol.missing', 'tally.differs'],
      (drafts) => {
        const paper = drafts.filter(({ data }) => data['channel'] === 'paper');
        for (const draft of paper) remove(drafts, draft);
      },
    ],
    [
      'opens a channel that the ballot does not have',
      ['entitlement.other-channel', 'protocol.issued-differs', 'protocol.more-hands', 'tally.differs'],
      (drafts) => {
        for (const name of ['ballot-called', 'ballot-opened'] as const)
          Object.assign(named(drafts, name).data, { channels: ['online', 'proxy', 'paper'] });
      },
    ],
  ];
  it.each(cheats)('%s', async (_, codes, tamper) => {
    expect((await wrong(tamper)).toSorted()).toEqual([...codes].toSorted());
  });

  it('writes another rule under the names of records that say otherwise', async () => {
    const events = loggedAs(openHistory());
    const codes = async (change: (rule: OpenedBallot['rule']) => OpenedBallot['rule']) => {
      const { findings } = await recount(events, { ballot, ruleOn: ({ rule }) => change(rule) });
      return findings.map(({ code, level }) => `${level} ${code}`);
    };
    expect(await codes((rule) => rule)).toEqual([]);
    expect(await codes((rule) => ({ ...rule, smallestCount: 9 }))).toEqual(['wrong rule.unlike-its-records']);
    const newer = (rule: OpenedBallot['rule']) => ({
      ...rule,
      rules: rule.rules.map((one) => ({ ...one, version: 2 })),
    });
    expect(await codes(newer)).toEqual(['note rule.other-records']);
    const refused = await recount(events, { ballot, ruleOn: () => refuse('voting.no-rule') });
    expect(refused.findings.map(({ code }) => code)).toEqual(['rule.other-records']);
  });

  it('leaves an event out of the export: its stream has a gap', async () => {
    const events = loggedAs(openHistory());
    const twice = events.findIndex(({ name, subject }) => name === 'ballot-cast' && subject.endsWith(personOf(0)));
    const { findings } = await recount(events.toSpliced(twice, 1), { ballot });
    expect(findings.map(({ code, params }) => [code, params['expected']])).toEqual([['log.gap', 0]]);
  });
  it('is told by the entry: what was stored, and what is right', async () => {
    const { findings } = await recounted((drafts) => {
      const arithmetic = named(drafts, 'ballot-counted').data['arithmetic'] as { votes: { votes: number }[] };
      Object.assign(arithmetic.votes[0] ?? {}, { votes: 9 });
    });
    expect(findings).toEqual([
      {
        code: 'tally.differs',
        where: `entry ${openHistory().length - 1}`,
        params: { field: 'arithmetic.votes.0.votes', stored: 9, recounted: 8 },
        level: 'wrong',
      },
    ]);
  });
});
