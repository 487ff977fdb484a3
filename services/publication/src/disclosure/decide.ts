import type { DisclosureEvent, DueDate } from '@cunjian/contracts';
import { refuse, refuseAll, unreachable, type Decider, type Refused } from '@cunjian/kernel';
import { checkContent, checkOpenings } from './arithmetic.ts';
import type { DisclosureCommand } from './command.ts';
import { decideCandidate } from './decide-candidate.ts';
import { evolve, initialState, type Disclosure } from './disclosure.ts';
import { citationsOf } from './steps.ts';

type Decision = readonly DisclosureEvent[] | Refused;
type CommandOf<Do extends DisclosureCommand['do']> = Extract<DisclosureCommand, { do: Do }>;
type Existing = Exclude<Disclosure, { status: 'none' | 'discarded' }>;
type Out = Extract<Disclosure, { status: 'published' | 'withdrawn' | 'correcting' }>;

const draft = (command: CommandOf<'draft'>, state: Disclosure): Decision => {
  if (state.status !== 'none' && state.status !== 'discarded')
    return refuse('disclosure.exists', { period: state.subject.period }, 'period');
  const { subject, content, procedure, previous, importedFrom } = command;
  return (
    refuseAll(checkContent(content, subject, previous)) ?? [
      {
        type: 'disclosure-drafted',
        data: { ...subject, content, procedure, ...(importedFrom === undefined ? {} : { importedFrom }) },
      },
    ]
  );
};

const correct = (command: CommandOf<'correct'>, state: Out): Decision => {
  if (state.status === 'correcting')
    return refuse('disclosure.correction-running', { version: state.candidate.version });
  const { subject, published } = state;
  const { reason, content, procedure, previous, importedFrom } = command;
  const version = published.version + 1;
  const imported = importedFrom === undefined ? {} : { importedFrom };
  return (
    refuseAll(checkContent(content, subject, previous)) ?? [
      {
        type: 'disclosure-corrected',
        data: { disclosure: subject.disclosure, version, reason, content, procedure, ...imported },
      },
    ]
  );
};

const isWithdrawn = (state: Out): boolean =>
  state.status === 'withdrawn' || (state.status === 'correcting' && state.standing === 'withdrawn');

const withdraw = ({ reason }: CommandOf<'withdraw'>, state: Out): Decision =>
  isWithdrawn(state)
    ? refuse('disclosure.already-withdrawn')
    : [
        {
          type: 'disclosure-withdrawn',
          data: { disclosure: state.subject.disclosure, version: state.published.version, reason },
        },
      ];

/**
 * Where the rule counts from posting, each board gives its people the whole term, so the window ends with the board
 * posted last; and it counts from the day on which the posting became known here, so that a posting recorded late
 * takes no day from anyone.
 */
const windowFromPosting = (command: CommandOf<'post'>, { published }: Out): DueDate | undefined => {
  const { objection, posting } = published.procedure;
  const { countsFrom, within, rules } = objection;
  if (countsFrom !== 'posting' || published.posted.includes(command.place)) return undefined;
  // One board of the village is all that the rule asks for: what is posted after it moves no clock.
  if (posting.boards === 'village' && published.posted.length > 0) return undefined;
  const due: DueDate = { ...command.countDays(within, command.today), rules };
  const { window } = published;
  return window.is === 'open' && window.due.endsAt > due.endsAt ? window.due : due;
};

const post = (command: CommandOf<'post'>, state: Out): Decision => {
  if (isWithdrawn(state)) return refuse('disclosure.already-withdrawn');
  const { place, boards, from, to, photo, today, countDays } = command;
  const { stays, rules, boards: counts } = state.published.procedure.posting;
  if (boards.length > 0 && !boards.includes(place))
    return refuse('disclosure.unknown-board', { place, boards: boards.join('、') }, 'place');
  if (from > today) return refuse('disclosure.posted-in-future', { from, today }, 'from');
  const until = countDays(stays, from).lastDay;
  if (to < until) return refuse('disclosure.posting-too-short', { until, citation: citationsOf(rules) }, 'to');
  const objectionsDue = windowFromPosting(command, state);
  return [
    {
      type: 'disclosure-posted',
      data: {
        disclosure: state.subject.disclosure,
        version: state.published.version,
        place,
        boards: [...boards],
        counts,
        from,
        to,
        photo,
        ...(objectionsDue === undefined ? {} : { objectionsDue }),
      },
    },
  ];
};

const closeWindow = ({ now }: CommandOf<'close-window'>, { subject, published }: Out): Decision => {
  const { window, version } = published;
  if (window.is !== 'open') return [];
  if (now < window.due.endsAt) return refuse('disclosure.window-still-open', { until: window.due.lastDay });
  return [{ type: 'objection-window-closed', data: { disclosure: subject.disclosure, version } }];
};

const notPublished = refuse('disclosure.not-published');

const decideExisting = (command: Exclude<DisclosureCommand, { do: 'draft' }>, state: Existing): Decision => {
  switch (command.do) {
    case 'correct':
      return state.status === 'preparing' ? notPublished : correct(command, state);
    case 'withdraw':
      return state.status === 'preparing' ? notPublished : withdraw(command, state);
    case 'post':
      return state.status === 'preparing' ? notPublished : post(command, state);
    case 'close-window':
      return state.status === 'preparing' ? [] : closeWindow(command, state);
    case 'revise':
    case 'confirm': {
      if (state.status !== 'preparing' && state.status !== 'correcting') break;
      const { candidate, subject } = state;
      const findings =
        command.do === 'revise'
          ? checkContent(command.content, subject, command.previous)
          : checkOpenings(candidate.content, command.previous);
      const decision = decideCandidate(command, subject, candidate);
      return 'refused' in decision ? decision : (refuseAll(findings) ?? decision);
    }
    case 'discard':
    case 'undo-import':
    case 'submit':
    case 'give-opinion':
    case 'lapse-opinion':
    case 'return':
    case 'record-meeting':
    case 'publish':
      if (state.status !== 'preparing' && state.status !== 'correcting') break;
      return decideCandidate(command, state.subject, state.candidate);
    default:
      return unreachable(command);
  }
  return refuse('disclosure.nothing-in-preparation');
};

const decide = (command: DisclosureCommand, state: Disclosure): Decision => {
  if (command.do === 'draft') return draft(command, state);
  if (state.status === 'none' || state.status === 'discarded') return refuse('disclosure.unknown');
  return decideExisting(command, state);
};

/** One legal body's finances in one period: every version of it, and the procedure that each runs through. */
export const disclosureDecider: Decider<DisclosureCommand, Disclosure, DisclosureEvent> = {
  initialState,
  decide,
  evolve,
};
