import type { BallotEvent, ProtocolEntry } from '@cunjian/contracts';
import { given } from '@cunjian/testing';
import { describe, expect, it } from '@jest/globals';
import { digestOfWord, terms, vote } from '../../test/ballot-example.ts';
import { closed, entered, opened, protocolEntry as entry, roll, scan, settled } from '../../test/protocol-example.ts';
import type { CommandOf } from './command.ts';
import { ballotDecider } from './decide.ts';

const { closesAt } = terms.times;
const history: BallotEvent[] = [{ type: 'ballot-called', data: terms }, opened, closed];
const on = (...events: BallotEvent[]) => given(ballotDecider, ...events);
const granted = { online: [vote('for'), vote('for'), vote('against')], byProxy: [], papers: 3, hands: 0 };
const enter = (person: string, more: Partial<CommandOf<'enter-protocol'>> = {}): CommandOf<'enter-protocol'> => ({
  ...{ do: 'enter-protocol', channel: 'paper', entry, person, scans: [scan], recorded: 3, isRecused: false },
  names: new Map(),
  ...more,
});

describe('a protocol', () => {
  it('is entered by two people, and agreed where they are alike', () => {
    on(...history)
      .when(enter('a'))
      .then(entered('a'));
    on(...history, entered('a'))
      .when(enter('b'))
      .then(entered('b'), settled(true));
    on(...history, entered('a'))
      .when(enter('a'))
      .refused('protocol.second-person');
  });
  it('is a to-do where they differ: both enter again', () => {
    const other = { ...entry, votes: [{ option: 'for', votes: 3 }] };
    on(...history, entered('a'))
      .when(enter('b', { entry: other }))
      .then(entered('b', other), settled(false, ['votes.against', 'votes.for']));
    const unsettled = [...history, entered('a'), entered('b', other), settled(false, ['votes.for'])];
    on(...unsettled)
      .when(enter('a'))
      .then(entered('a'));
    on(...unsettled)
      .when({ do: 'count', granted: granted })
      .refused('ballot.protocol-missing');
  });
  it('is told alike by names, though each digest has a salt of its own', () => {
    const candidates = ['o01', 'o02'].map((option) => ({ option, name: digestOfWord(option), woman: false }));
    const question = { kind: 'election' as const, candidates, seats: 1, seatsForWomen: 0, writeIns: true };
    const election = { ...terms, question, channels: ['paper' as const] };
    const before: BallotEvent[] = [
      { type: 'ballot-called', data: election },
      { type: 'ballot-opened', data: { ...election, roll, issuers: [], holders: [] } },
      closed,
    ];
    const [first, second] = [digestOfWord('first'), digestOfWord('second')];
    const withName = (name: typeof first): ProtocolEntry => ({
      ...{ issued: 3, returned: 3, valid: 3, invalid: 0, abstained: 0, votes: [{ option: 'o01', votes: 2 }] },
      writeIns: [{ name, woman: true, votes: 1 }],
    });
    const named = (a: string, b: string) =>
      on(...before, entered('a', withName(first))).when(
        enter('b', {
          entry: withName(second),
          names: new Map([
            [first, a],
            [second, b],
          ]),
        }),
      );
    named('王芳', '王芳').then(entered('b', withName(second)), settled(true, [], withName(second)));
    // The event is for ever: it tells that a name differs, and no name.
    named('王芳', '王方').then(entered('b', withName(second)), settled(false, ['writeIns', 'writeIns.woman']));
    expect(named('王芳', '王方').state()).toMatchObject({ protocols: { paper: {} } });
  });
  it.each<[string, Partial<CommandOf<'enter-protocol'>>]>([
    ['protocol.recused', { isRecused: true }],
    ['protocol.scan-missing', { scans: [] }],
    ['protocol.issued-differs', { recorded: 4 }],
    ['protocol.none-recorded', { recorded: 0, entry: { ...entry, issued: 0 } }],
    ['protocol.does-not-add-up', { entry: { ...entry, valid: 2 } }],
    ['protocol.more-hands', { channel: 'show-of-hands', entry: { ...entry, returned: 4 } }],
  ])('%s', (code, more) => {
    const result = ballotDecider.decide(
      enter('a', more),
      on(...history)
        .when({ do: 'close', now: closesAt })
        .state(),
    );
    expect(result).toMatchObject({ refused: expect.arrayContaining([expect.objectContaining({ code })]) });
  });
  it('is of a channel that the ballot has', () => {
    const online = { ...terms, channels: ['online' as const] };
    on(
      { type: 'ballot-called', data: online },
      { type: 'ballot-opened', data: { ...online, roll, issuers: [], holders: [] } },
      closed,
    )
      .when(enter('a'))
      .refused('protocol.other-channel');
  });
  it('is entered no third time', () => {
    on(...history, entered('a'), entered('b'), settled(true))
      .when(enter('c'))
      .refused('protocol.settled');
  });
});
