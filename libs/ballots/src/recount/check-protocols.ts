import type { ProtocolEntry } from '@cunjian/contracts';
import { canonicalJson } from '@cunjian/kernel';
import { agree, checkProtocol } from '../protocol.ts';
import type { AgreedProtocols, Granted, OpenedBallot, ProtocolChannel } from '../tally.ts';
import { entriesOfProtocol, withheldOf } from './check-gaps.ts';
import type { BallotLog, Entry } from './ballot-log.ts';
import type { OpenedEntry } from './check-terms.ts';
import type { Find } from './finding.ts';

type Entered = Entry<'protocol-entered'>;
type Settled = Entry<'protocol-settled'>;
type Protocol = NonNullable<Settled['data']['protocol']>;

/** Each entry has salts of its own, so names written in differ as digests: their votes must not. */
const withoutNames = (entry: ProtocolEntry): Parameters<typeof agree>[0] => ({
  ...entry,
  writeIns: entry.writeIns
    .filter(({ votes }) => votes > 0)
    .toSorted((a, b) => a.votes - b.votes || Number(a.woman) - Number(b.woman))
    .map((one, at) => ({ ...one, name: `${at}` })),
});

/** What two people entered alike, and where it stands in the log for those whom the ballot concerns. */
interface Agreed {
  readonly channel: ProtocolChannel;
  readonly entry: ProtocolEntry;
  readonly where: string;
}

const checkPair = (first: Entered, second: Entered, settled: Settled, find: Find): boolean => {
  const differs = agree(withoutNames(first.data.entry), withoutNames(second.data.entry));
  const { channel, agreed } = settled.data;
  if (first.data.person === second.data.person) find('protocol.one-person', second.where, { channel });
  if (agreed && differs.length > 0) find('protocol.differs', settled.where, { channel, fields: differs.join(', ') });
  if (!agreed && differs.length === 0 && !mayDifferByName(first, settled))
    find('protocol.alike', settled.where, { channel });
  return agreed;
};

/** Salted names can't be compared here: only they may differ where nothing else does. */
const mayDifferByName = ({ data: { entry } }: Entered, { data: { differs } }: Settled): boolean =>
  entry.writeIns.some(({ votes }) => votes > 0) && differs.every((field) => /^(writeIns|votes\.write-in-)/.test(field));

/** Takes so many of the events that this reader was not given; false where there are not so many. */
type TakeWithheld = (count: number) => boolean;

const withheldIn = (log: BallotLog): TakeWithheld => {
  let left = withheldOf(log);
  return (count) => {
    if (count > left) return false;
    left -= count;
    return true;
  };
};

/** Two people entered it, though this reader may have been given neither entry. */
const checkTwo = (pair: readonly Entered[], { data, where }: Settled, take: TakeWithheld, find: Find): void => {
  const isTwo = pair.length <= entriesOfProtocol && take(entriesOfProtocol - pair.length);
  if (!isTwo) find('protocol.not-two', where, { channel: data.channel, count: pair.length });
};

/** What is told to all is what the second of the two entered, with her names: salts and all, and her scans. */
const isHers = ({ entry, scans }: Entered['data'], protocol: Protocol): boolean =>
  canonicalJson({ entry, scans }) === canonicalJson({ entry: protocol.entry, scans: protocol.scans });

const isAsEntered = (entered: Entered['data'], protocol: Protocol): boolean => {
  const [first, second] = protocol.persons;
  if (entered.person === second) return isHers(entered, protocol);
  return entered.person === first && agree(withoutNames(entered.entry), withoutNames(protocol.entry)).length === 0;
};

/** What was settled is told to all; those who have them compare the entries with it. */
const agreedBy = (pair: readonly Entered[], settled: Settled, find: Find): Agreed | undefined => {
  const { channel, agreed, protocol } = settled.data;
  const [first, second] = pair;
  const isAlike = first === undefined || second === undefined ? agreed : checkPair(first, second, settled, find);
  if (protocol === undefined)
    return isAlike && second !== undefined ? { channel, entry: second.data.entry, where: second.where } : undefined;
  const { entry, persons } = protocol;
  if (new Set(persons).size !== entriesOfProtocol) find('protocol.one-person', settled.where, { channel });
  for (const { data, where } of pair)
    if (!isAsEntered(data, protocol)) find('protocol.settled-otherwise', where, { channel });
  return isAlike ? { channel, entry, where: settled.where } : undefined;
};

/** The protocol that two people entered alike; of several pairs the first that agrees. */
const agreedOf = (log: BallotLog, channel: ProtocolChannel, take: TakeWithheld, find: Find): Agreed | undefined => {
  const entries = log.all.filter(
    (entry): entry is Entered | Settled =>
      (entry.name === 'protocol-entered' || entry.name === 'protocol-settled') && entry.data.channel === channel,
  );
  let pair: Entered[] = [];
  let agreed: Agreed | undefined;
  for (const entry of entries) {
    if (entry.name === 'protocol-entered') {
      pair.push(entry);
      if (agreed !== undefined) find('protocol.after-agreement', entry.where, { channel });
      continue;
    }
    checkTwo(pair, entry, take, find);
    agreed ??= agreedBy(pair, entry, find);
    pair = [];
  }
  return agreed;
};

const checkNumbers = (
  { channel, entry, where }: Agreed,
  { question }: OpenedBallot,
  recorded: number,
  find: Find,
): void => {
  for (const { code, params } of checkProtocol(question, entry)?.refused ?? [])
    find('protocol.does-not-add-up', where, { channel, code, ...params });
  if (entry.issued !== recorded) find('protocol.issued-differs', where, { channel, issued: entry.issued, recorded });
  if (channel === 'show-of-hands' && entry.returned > recorded)
    find('protocol.more-hands', where, { returned: entry.returned, recorded });
};

/** A candidate counts no votes; whose relatives they are the log of a ballot does not say. */
const checkCounters = (log: BallotLog, { question }: OpenedBallot, find: Find): void => {
  if (question.kind !== 'election') return;
  const candidates = new Set(question.candidates.map(({ person }) => person));
  const counters = [
    ...log.of('protocol-entered').map(({ data, where }) => ({ person: data.person, where })),
    ...log
      .of('protocol-settled')
      .flatMap(({ data, where }) => (data.protocol?.persons ?? []).map((person) => ({ person, where }))),
  ];
  for (const { person, where } of counters)
    if (candidates.has(person)) find('protocol.by-a-candidate', where, { person });
};

/** 计票记录: entered by two, alike, adding up, and of as many papers as were given out. */
export const checkProtocols = (
  log: BallotLog,
  { opened, closedAt }: OpenedEntry,
  { papers, hands }: Pick<Granted, 'papers' | 'hands'>,
  find: Find,
): AgreedProtocols => {
  for (const { at, where } of log.of('protocol-entered')) if (at < closedAt) find('protocol.too-early', where);
  checkCounters(log, opened, find);
  const take = withheldIn(log);
  const found: { [Of in ProtocolChannel]?: ProtocolEntry } = {};
  for (const [channel, recorded] of [
    ['paper', papers],
    ['show-of-hands', hands],
  ] as const) {
    const agreed = agreedOf(log, channel, take, find);
    if (agreed !== undefined) {
      checkNumbers(agreed, opened, recorded, find);
      found[channel] = agreed.entry;
    } else if (recorded > 0) find('protocol.missing', '', { channel, recorded });
  }
  return found;
};
