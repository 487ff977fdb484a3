import { rollRoot } from '@cunjian/ballots';
import {
  maxRollPart,
  type BallotEvent,
  type BodyKind,
  type Digest,
  type DueDate,
  type Representation,
  type RollEntry,
} from '@cunjian/contracts';
import { refuse, unreachable, type Decider, type Refused } from '@cunjian/kernel';
import { evolve, initialState, openObjections, type Roll } from './roll.ts';

interface Place {
  readonly ballot: string;
  readonly division: string;
  readonly body: string;
  readonly bodyKind: BodyKind;
}

export type RollCommand =
  | ({
      readonly do: 'draw';
      /** RFC 3339; the register as it was then. */
      readonly asOf: string;
      /** Look-up: of the registry, each with a salt. */
      readonly entries: readonly RollEntry[];
      /** By the rule: `lastDay` is the first on which the ballot may open. */
      readonly publishedUntil?: DueDate | undefined;
      readonly objectUntil?: DueDate | undefined;
      /** By the rule and a look-up: told of a roll of representatives, and no ground to refuse it. */
      readonly representation?: Representation | undefined;
      /** Look-up: the day of the opening. */
      readonly opensOn: string;
      readonly now: string;
    } & Place)
  | {
      readonly do: 'object';
      readonly objection: string;
      readonly objector: string;
      readonly kind: 'missing' | 'wrong';
      /** Whom it is about. Without, of somebody missing: the objector herself, or who her text says where she is listed. */
      readonly about?: string | undefined;
      readonly text: Digest;
      /** By when it is decided. */
      readonly due?: DueDate | undefined;
      readonly now: string;
    }
  | {
      readonly do: 'decide-objection';
      readonly objection: string;
      readonly outcome: 'added' | 'struck' | 'dismissed';
      /** Who is added. */
      readonly entry?: RollEntry | undefined;
      readonly reasons: Digest;
    }
  | { readonly do: 'freeze'; readonly now: string };

type CommandOf<Do extends RollCommand['do']> = Extract<RollCommand, { do: Do }>;
type Decision = readonly BallotEvent[] | Refused;
type Published = Extract<Roll, { status: 'drawn' }>;

const draw = ({ entries, asOf, now, opensOn, ...command }: CommandOf<'draw'>): Decision => {
  const { ballot, division, body, bodyKind, publishedUntil, objectUntil, representation } = command;
  if (now < asOf) return refuse('roll.too-early', { at: asOf });
  if (entries.length === 0) return refuse('roll.empty');
  if (publishedUntil !== undefined && opensOn < publishedUntil.lastDay)
    return refuse('roll.too-late', { until: publishedUntil.lastDay, on: opensOn });
  const parts = Math.ceil(entries.length / maxRollPart);
  return [
    {
      type: 'roll-drawn',
      data: {
        ...{ ballot, division, body, bodyKind, asOf, parts, count: entries.length, root: rollRoot(entries) },
        ...(publishedUntil === undefined ? {} : { publishedUntil }),
        ...(objectUntil === undefined ? {} : { objectUntil }),
        ...(representation === undefined ? {} : { representation }),
      },
    },
    ...Array.from({ length: parts }, (_, part): BallotEvent => {
      const listed = entries.slice(part * maxRollPart, (part + 1) * maxRollPart);
      return { type: 'roll-listed', data: { ballot, part, entries: listed } };
    }),
  ];
};

const object = (command: CommandOf<'object'>, state: Published): Decision => {
  const { objection, objector, kind, text, due, now } = command;
  // Who is not listed has no id that others know: the objection's own then stands for her.
  const unnamed = state.entries.has(objector) ? objection : objector;
  const about = command.about ?? (kind === 'missing' ? unnamed : undefined);
  const until = state.objectUntil ?? state.publishedUntil;
  if (until !== undefined && now >= until.endsAt) return refuse('roll.objections-over', { until: until.lastDay });
  if (about === undefined) return refuse('roll.person-missing', {}, 'about');
  if (kind === 'wrong' && !state.entries.has(about)) return refuse('roll.not-listed', {}, 'about');
  if (kind === 'missing' && state.entries.has(about)) return refuse('roll.listed', {}, 'about');
  const asked = { ballot: state.ballot, objection, objector, kind, about, text };
  return [{ type: 'roll-objected', data: { ...asked, ...(due === undefined ? {} : { due }) } }];
};

const decideObjection = (command: CommandOf<'decide-objection'>, state: Published): Decision => {
  const { objection, outcome, entry, reasons } = command;
  const known = state.objections.get(objection);
  if (known === undefined) return refuse('roll.unknown-objection', {}, 'objection');
  if (known.decided) return refuse('roll.objection-decided');
  if (outcome === 'added' && known.kind !== 'missing') return refuse('roll.other-outcome', { outcome }, 'outcome');
  if (outcome === 'struck' && known.kind !== 'wrong') return refuse('roll.other-outcome', { outcome }, 'outcome');
  if (outcome === 'added' && entry === undefined) return refuse('roll.person-missing', {}, 'person');
  if (outcome === 'added' && entry !== undefined && state.entries.has(entry.person))
    return refuse('roll.listed', {}, 'person');
  const struck = state.entries.get(known.about);
  if (outcome === 'struck' && struck === undefined) return refuse('roll.not-listed');
  const changed = { added: entry, struck, dismissed: undefined }[outcome];
  const decided = { ballot: state.ballot, objection, outcome, ...(changed === undefined ? {} : { entry: changed }) };
  return [{ type: 'roll-objection-decided', data: { ...decided, reasons } }];
};

const freeze = ({ now }: CommandOf<'freeze'>, state: Published): Decision => {
  const { ballot, entries } = state;
  // It stays on the board until the opening; what may change it is over before.
  const until = state.objectUntil ?? state.publishedUntil;
  if (until !== undefined && now < until.endsAt) return refuse('roll.still-published', { until: until.lastDay });
  const open = openObjections(state);
  if (open > 0) return refuse('roll.objections-open', { count: open });
  return [{ type: 'roll-frozen', data: { ballot, count: entries.size, root: rollRoot([...entries.values()]) } }];
};

const decide = (command: RollCommand, state: Roll): Decision => {
  if (command.do === 'draw') return state.status === 'none' ? draw(command) : refuse('roll.drawn');
  if (state.status === 'none') return refuse('roll.not-drawn');
  if (state.status === 'frozen') return command.do === 'freeze' ? [] : refuse('roll.frozen');
  switch (command.do) {
    case 'object':
      return object(command, state);
    case 'decide-objection':
      return decideObjection(command, state);
    case 'freeze':
      return freeze(command, state);
    default:
      return unreachable(command);
  }
};

/** 名册 of one ballot, from its drawing to its freezing. */
export const rollDecider: Decider<RollCommand, Roll, BallotEvent> = { initialState, decide, evolve };
