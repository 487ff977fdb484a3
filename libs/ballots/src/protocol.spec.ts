import type { ProtocolEntry } from '@cunjian/contracts';
import { describe, expect, it } from '@jest/globals';
import { digest, election, upToTwo, yesNo } from '../test/questions.ts';
import { agree, checkProtocol, countOfProtocol } from './protocol.ts';

const entry = (over: Partial<ProtocolEntry> = {}): ProtocolEntry => ({
  issued: 12,
  returned: 10,
  valid: 9,
  invalid: 1,
  abstained: 2,
  votes: [
    { option: 'for', votes: 4 },
    { option: 'against', votes: 3 },
  ],
  writeIns: [],
  ...over,
});

const codes = (...given: Parameters<typeof checkProtocol>) =>
  checkProtocol(...given)?.refused.map(({ code, field }) => `${code} ${field ?? ''}`);

describe('a protocol', () => {
  it('adds up', () => {
    expect(codes(yesNo, entry())).toBeUndefined();
  });
  it('says what came back as valid or invalid', () => {
    expect(codes(yesNo, entry({ returned: 11 }))).toEqual(['protocol.does-not-add-up entry.returned']);
  });
  it('has as many votes as ballots that name something', () => {
    expect(codes(yesNo, entry({ abstained: 1 }))).toEqual(['protocol.does-not-add-up entry.votes']);
    expect(codes(yesNo, entry({ abstained: 3 }))).toEqual(['protocol.does-not-add-up entry.votes']);
    expect(codes(yesNo, entry({ abstained: 10 }))).toEqual(['protocol.does-not-add-up entry.abstained']);
  });
  it('gives no option more votes than there are ballots, though one ballot may name several', () => {
    const votes = [
      { option: 'a', votes: 7 },
      { option: 'b', votes: 6 },
    ];
    expect(codes(upToTwo, entry({ votes }))).toBeUndefined();
    expect(codes(upToTwo, entry({ votes: [{ option: 'a', votes: 8 }] }))).toEqual([
      'protocol.does-not-add-up entry.votes.a',
    ]);
  });
  it('names the options of the question, each once', () => {
    const votes = [
      { option: 'for', votes: 4 },
      { option: 'for', votes: 1 },
      { option: 'maybe', votes: 2 },
    ];
    expect(codes(yesNo, entry({ votes }))).toEqual([
      'protocol.option-twice entry.votes[1].option',
      'protocol.unknown-option entry.votes[2].option',
    ]);
  });
  it('has write-ins where the question takes them', () => {
    const writeIns = [{ name: digest('x'), woman: false, votes: 7 }];
    expect(codes(election, entry({ votes: [], writeIns }))).toBeUndefined();
    expect(codes(yesNo, entry({ votes: [], writeIns }))).toEqual(['protocol.no-write-ins entry.writeIns']);
  });
  it('may have more papers returned than issued: that voids the count, it is no slip of the pen', () => {
    expect(codes(yesNo, entry({ issued: 1 }))).toBeUndefined();
  });
  it('is a count', () => {
    expect(countOfProtocol(yesNo, entry())).toEqual({
      cast: 10,
      valid: 9,
      invalid: 1,
      abstained: 2,
      votes: [
        { option: 'for', votes: 4 },
        { option: 'against', votes: 3 },
      ],
    });
  });
});

describe('two entries', () => {
  it('agree, also where an option without votes is left out in one', () => {
    expect(agree(entry(), entry())).toEqual([]);
    expect(
      agree(
        entry({ votes: [{ option: 'for', votes: 7 }] }),
        entry({
          votes: [
            { option: 'for', votes: 7 },
            { option: 'against', votes: 0 },
          ],
        }),
      ),
    ).toEqual([]);
  });
  it('differ in what is named', () => {
    const writeIns = [{ name: digest('x'), woman: true, votes: 1 }];
    const other = entry({
      issued: 13,
      votes: [
        { option: 'for', votes: 5 },
        { option: 'against', votes: 3 },
      ],
      writeIns,
    });
    expect(agree(entry(), other)).toEqual(['issued', 'votes.for', 'writeIns', 'writeIns.woman']);
  });
  it('differ in how many each of two people of one name got, and not in who got none', () => {
    const of = (...votes: readonly number[]) =>
      entry({ writeIns: votes.map((votes) => ({ name: digest('x'), woman: false, votes })) });
    expect(agree(of(1, 2), of(2, 1))).toEqual([]);
    expect(agree(of(1, 2), of(2))).toEqual(['writeIns']);
    expect(agree(of(2, 0), of(2))).toEqual([]);
  });
});
