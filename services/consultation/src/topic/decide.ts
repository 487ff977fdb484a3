import type { Attachment, DemandOf, Digest, OfficeKind } from '@cunjian/contracts';
import { needed } from '@cunjian/ballots';
import { refuse, unreachable, type Decider, type Refused } from '@cunjian/kernel';
import type { CountDays } from '@cunjian/statutes';
import { evolve, initialState, type EventOfTopic, type ExistingTopic, type Topic, type TopicSubject } from './topic.ts';

export interface TopicText {
  readonly title: Digest;
  readonly text: Digest;
  readonly attachments: readonly Attachment[];
}

/** Look-up: towards which thresholds she counts, and how many people each of them is a share of. */
export interface Standing {
  readonly person: string;
  readonly countsAs: readonly DemandOf[];
  readonly members: readonly { readonly of: DemandOf; readonly count: number }[];
}

interface Clock {
  readonly today: string;
  readonly countDays: CountDays;
}

interface Fixed {
  /** Look-up: whether a procedure has been begun on it. */
  readonly inProcedure: boolean;
}

export type TopicCommand =
  | ({
      readonly do: 'propose';
      readonly subject: TopicSubject;
      readonly office?: OfficeKind | undefined;
      readonly suggestion?: string | undefined;
      readonly text: TopicText;
      /** Whoever proposes for herself supports it, too; a committee does not. */
      readonly standing?: Standing | undefined;
    } & Clock)
  | ({ readonly do: 'revise'; readonly person: string; readonly text: TopicText } & Fixed)
  | ({ readonly do: 'support'; readonly standing: Standing } & Clock)
  | { readonly do: 'withdraw-support'; readonly person: string }
  | { readonly do: 'summarise'; readonly text: Digest }
  | ({ readonly do: 'withdraw'; readonly person: string; readonly reason: Digest } & Fixed)
  | {
      readonly do: 'mark-overdue';
      readonly now: string;
      /** Look-up: whether the assembly has been called by now. */
      readonly called: boolean;
    };

type CommandOf<Do extends TopicCommand['do']> = Extract<TopicCommand, { do: Do }>;
type Decision = readonly EventOfTopic[] | Refused;

const copy = ({ title, text, attachments }: TopicText) => ({ title, text, attachments: [...attachments] });

/**
 * The duty to call the assembly, from the supporter with whom a threshold is reached. Denominators are those of the day
 * on which somebody supports it; nobody is asked again when the register changes.
 */
const demandedBy = (
  { topic, demand, supporters, demanded }: ExistingTopic,
  { members, today, countDays }: Pick<Standing, 'members'> & Clock,
): EventOfTopic[] => {
  if (demand === undefined || demanded !== undefined) return [];
  for (const { of, share } of demand.thresholds) {
    const whole = members.find((one) => one.of === of)?.count ?? 0;
    const least = needed(share, whole);
    const have = [...supporters.values()].filter((countsAs) => countsAs.includes(of)).length;
    if (whole === 0 || have < least) continue;
    const due = { ...countDays(demand.callWithin, today), rules: demand.rules };
    const { assembly } = demand;
    return [{ type: 'assembly-demanded', data: { topic, assembly, of, have, needed: least, members: whole, due } }];
  }
  return [];
};

const supportBy = (state: ExistingTopic, standing: Standing, clock: Clock): EventOfTopic[] => {
  const { person, countsAs, members } = standing;
  const { topic, version } = state;
  const supported: EventOfTopic = {
    type: 'topic-supported',
    data: { topic, person, version, countsAs: [...countsAs], members: [...members] },
  };
  const next = evolve(state, supported);
  return next.status === 'none' ? [] : [supported, ...demandedBy(next, { members, ...clock })];
};

const propose = (command: CommandOf<'propose'>, state: Topic): Decision => {
  if (state.status !== 'none') return refuse('topic.exists');
  const { subject, office, suggestion, text, standing, today, countDays } = command;
  const { demand, ...rest } = subject;
  const proposed: EventOfTopic = {
    type: 'topic-proposed',
    data: {
      ...rest,
      ...copy(text),
      ...(office === undefined ? {} : { office }),
      ...(suggestion === undefined ? {} : { suggestion }),
      ...(demand === undefined ? {} : { demand }),
    },
  };
  const next = evolve(state, proposed);
  if (standing === undefined || next.status === 'none') return [proposed];
  return [proposed, ...supportBy(next, standing, { today, countDays })];
};

/** What so many demanded an assembly for, or what is being decided on, stays what they read. */
const refuseUnlessFree = (
  { person, inProcedure }: CommandOf<'revise'> | CommandOf<'withdraw'>,
  { proposer, demanded }: ExistingTopic,
): Refused | undefined => {
  if (person !== proposer) return refuse('topic.not-proposer');
  if (demanded !== undefined) return refuse('topic.demanded');
  return inProcedure ? refuse('topic.in-procedure') : undefined;
};

const onOpen = (command: Exclude<TopicCommand, { do: 'propose' | 'mark-overdue' }>, state: ExistingTopic): Decision => {
  const { topic } = state;
  switch (command.do) {
    case 'revise': {
      const fixed = refuseUnlessFree(command, state);
      if (fixed !== undefined) return fixed;
      // What others put their names to stays what they read.
      if ([...state.supporters.keys()].some((one) => one !== state.proposer)) return refuse('topic.supported');
      return [{ type: 'topic-revised', data: { topic, version: state.version + 1, ...copy(command.text) } }];
    }
    case 'support': {
      const { standing, today, countDays } = command;
      if (state.supporters.has(standing.person)) return refuse('topic.already-supported');
      return supportBy(state, standing, { today, countDays });
    }
    case 'withdraw-support': {
      const { person } = command;
      const countsAs = state.supporters.get(person);
      if (countsAs === undefined) return refuse('topic.not-supported');
      return [{ type: 'support-withdrawn', data: { topic, person, countsAs: [...countsAs] } }];
    }
    case 'summarise':
      return [{ type: 'topic-summarised', data: { topic, version: state.summaries + 1, text: command.text } }];
    case 'withdraw': {
      const fixed = refuseUnlessFree(command, state);
      if (fixed !== undefined) return fixed;
      return [{ type: 'topic-withdrawn', data: { topic, reason: command.reason } }];
    }
    default:
      return unreachable(command);
  }
};

const markOverdue = ({ now, called }: CommandOf<'mark-overdue'>, { topic, demanded }: ExistingTopic): Decision => {
  // Called in the meantime, or said before: nothing is overdue.
  if (demanded === undefined || demanded.overdue || called) return [];
  const { lastDay, endsAt } = demanded.due;
  return now < endsAt ? refuse('topic.not-due', { until: lastDay }) : [{ type: 'assembly-overdue', data: { topic } }];
};

const decide = (command: TopicCommand, state: Topic): Decision => {
  if (command.do === 'propose') return propose(command, state);
  if (state.status === 'none') return refuse('topic.unknown');
  if (command.do === 'mark-overdue') return markOverdue(command, state);
  return state.status === 'open' ? onOpen(command, state) : refuse('topic.withdrawn');
};

/**
 * 议题. Supporters stand in its stream, so that the one with whom the threshold is reached and the duty that follows are
 * one append. A duty once there is not undone by withdrawals.
 */
export const topicDecider: Decider<TopicCommand, Topic, EventOfTopic> = { initialState, decide, evolve };
