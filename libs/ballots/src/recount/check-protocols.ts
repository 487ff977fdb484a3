import type { ProtocolEntry } from '@cunjian/contracts';
import { agree, checkProtocol } from '../protocol.ts';
import type { AgreedProtocols, Granted, OpenedBallot, ProtocolChannel } from '../tally.ts';
import type { BallotLog, Entry } from './ballot-log.ts';
import type { OpenedEntry } from './check-terms.ts';
import type { Find } from './finding.ts';

type Entered = Entry<'protocol-entered'>;

/** Each entry has salts of its own, so names written in differ as digests: their votes must not. */
const withoutNames = (entry: ProtocolEntry): Parameters<typeof agree>[0] => ({
  ...entry,
  writeIns: entry.writeIns
    .toSorted((a, b) => a.votes - b.votes || Number(a.woman) - Number(b.woman))
    .map((one, at) => ({ ...one, name: `${at}` })),
});

const checkPair = (first: Entered, second: Entered, settled: Entry<'protocol-settled'>, find: Find): boolean => {
  const differs = agree(withoutNames(first.data.entry), withoutNames(second.data.entry));
  const { channel, agreed } = settled.data;
  if (first.data.person === second.data.person) find('protocol.one-person', second.where, { channel });
  if (agreed && differs.length > 0) find('protocol.differs', settled.where, { channel, fields: differs.join(', ') });
  return agreed;
};

/** The protocol that two people entered alike; of several pairs the first that agrees. */
const agreedOf = (log: BallotLog, channel: ProtocolChannel, find: Find): Entered | undefined => {
  const entries = log.all.filter(
    (entry): entry is Entered | Entry<'protocol-settled'> =>
      (entry.name === 'protocol-entered' || entry.name === 'protocol-settled') && entry.data.channel === channel,
  );
  let pair: Entered[] = [];
  let agreed: Entered | undefined;
  for (const entry of entries) {
    if (entry.name === 'protocol-entered') {
      pair.push(entry);
      if (agreed !== undefined) find('protocol.after-agreement', entry.where, { channel });
      continue;
    }
    const [first, second] = pair;
    if (first === undefined || second === undefined || pair.length !== 2)
      find('protocol.not-two', entry.where, { channel, count: pair.length });
    else if (checkPair(first, second, entry, find)) agreed ??= second;
    pair = [];
  }
  return agreed;
};

const checkNumbers = ({ data, where }: Entered, { question }: OpenedBallot, recorded: number, find: Find): void => {
  const { channel, entry } = data;
  for (const { code, params } of checkProtocol(question, entry)?.refused ?? [])
    find('protocol.does-not-add-up', where, { channel, code, ...params });
  if (entry.issued !== recorded) find('protocol.issued-differs', where, { channel, issued: entry.issued, recorded });
  if (channel === 'show-of-hands' && entry.returned > recorded)
    find('protocol.more-hands', where, { returned: entry.returned, recorded });
};

/** 计票记录: entered by two, alike, adding up, and of as many papers as were given out. */
export const checkProtocols = (
  log: BallotLog,
  { opened, closedAt }: OpenedEntry,
  { papers, hands }: Pick<Granted, 'papers' | 'hands'>,
  find: Find,
): AgreedProtocols => {
  for (const { at, where } of log.of('protocol-entered')) if (at < closedAt) find('protocol.too-early', where);
  const found: { [Of in ProtocolChannel]?: ProtocolEntry } = {};
  for (const [channel, recorded] of [
    ['paper', papers],
    ['show-of-hands', hands],
  ] as const) {
    const agreed = agreedOf(log, channel, find);
    if (agreed !== undefined) {
      checkNumbers(agreed, opened, recorded, find);
      found[channel] = agreed.data.entry;
    } else if (recorded > 0) find('protocol.missing', '', { channel, recorded });
  }
  return found;
};
