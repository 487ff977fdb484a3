import { agree, checkProtocol } from '@cunjian/ballots';
import type { BallotEvent, ProtocolEntry } from '@cunjian/contracts';
import { refuse, type Refused } from '@cunjian/kernel';
import type { Ballot } from './ballot.ts';
import type { CommandOf } from './command.ts';

type Enter = CommandOf<'enter-protocol'>;
type Closed = Extract<Ballot, { status: 'closed' }>;

/** Each digest has a salt of its own: two that wrote the same name are told by the names. */
const withPlainNames = (entry: ProtocolEntry, { names }: Enter): ProtocolEntry => ({
  ...entry,
  writeIns: entry.writeIns.map((one) => ({ ...one, name: (names.get(one.name) ?? one.name) as typeof one.name })),
});

const check = (command: Enter, { opened }: Closed): Refused | undefined => {
  const { channel, entry, recorded, isRecused, scans } = command;
  if (isRecused) return refuse('protocol.recused');
  if (!opened.channels.includes(channel) && !(channel === 'show-of-hands' && opened.channels.includes('meeting')))
    return refuse('protocol.other-channel', { channel }, 'channel');
  if (scans.length === 0) return refuse('protocol.scan-missing', {}, 'scans');
  if (entry.issued !== recorded)
    return refuse('protocol.issued-differs', { value: entry.issued, recorded }, 'entry.issued');
  if (recorded === 0) return refuse('protocol.none-recorded', { channel }, 'channel');
  if (channel === 'show-of-hands' && entry.returned > recorded)
    return refuse('protocol.more-hands', { value: entry.returned, recorded }, 'entry.returned');
  return checkProtocol(opened.question, entry);
};

/** 计票记录: two people enter it, each by herself; where they differ it is no vote but a to-do, and both enter again. */
export const enterProtocol = (command: Enter, state: Closed): readonly BallotEvent[] | Refused => {
  const { channel, entry, person, scans } = command;
  const { ballot } = state.opened;
  const { first, agreed } = state.protocols[channel] ?? {};
  if (agreed !== undefined) return refuse('protocol.settled');
  if (first?.person === person) return refuse('protocol.second-person');
  const refused = check(command, state);
  if (refused !== undefined) return refused;
  const entered: BallotEvent = {
    type: 'protocol-entered',
    data: { ballot, channel, entry, person, scans: [...scans] },
  };
  if (first === undefined) return [entered];
  const differs = agree(withPlainNames(first.entry, command), withPlainNames(entry, command));
  const alike = differs.length === 0;
  const protocol = { entry, persons: [first.person, person] as [string, string], scans: [...scans] };
  return [
    entered,
    {
      type: 'protocol-settled',
      data: { ballot, channel, agreed: alike, differs: [...differs], ...(alike && { protocol }) },
    },
  ];
};
