import type { Attachment, Digest, DueDate, SuggestionEvent } from '@cunjian/contracts';
import { refuse, unreachable, type Decider, type Refused } from '@cunjian/kernel';
import {
  evolve,
  initialState,
  type ExistingSuggestion,
  type Suggestion,
  type SuggestionSubject,
} from './suggestion.ts';

export type SuggestionCommand =
  | {
      readonly do: 'make';
      readonly subject: SuggestionSubject;
      readonly title: Digest;
      readonly text: Digest;
      readonly photos: readonly Attachment[];
      readonly due: DueDate;
      /** Of what she handed in on paper; an officer entered it. */
      readonly scan?: Attachment | undefined;
    }
  | { readonly do: 'answer'; readonly text: Digest; readonly attachments: readonly Attachment[] }
  | { readonly do: 'settle'; readonly person: string }
  | { readonly do: 'reopen'; readonly person: string; readonly reason: Digest; readonly due: DueDate }
  | { readonly do: 'mark-overdue'; readonly now: string }
  | { readonly do: 'take-up'; readonly topic: string };

type CommandOf<Do extends SuggestionCommand['do']> = Extract<SuggestionCommand, { do: Do }>;
type Decision = readonly SuggestionEvent[] | Refused;

const make = ({ subject, title, text, photos, due, scan }: CommandOf<'make'>): Decision => [
  {
    type: 'suggestion-made',
    data: { ...subject, title, text, photos: [...photos], due, ...(scan === undefined ? {} : { scan }) },
  },
];

/** Only she who suggested it says whether the answer settles it. */
const judged = (person: string, state: ExistingSuggestion): Refused | undefined => {
  if (person !== state.suggester) return refuse('suggestion.not-suggester');
  if (state.status === 'settled') return refuse('suggestion.settled');
  return state.status === 'answered' ? undefined : refuse('suggestion.not-answered');
};

const markOverdue = ({ now }: CommandOf<'mark-overdue'>, state: ExistingSuggestion): Decision => {
  // Answered in the meantime: nothing is overdue.
  if (state.status !== 'waiting') return [];
  const { suggestion, due } = state;
  if (now < due.endsAt) return refuse('suggestion.not-due', { until: due.lastDay });
  return [{ type: 'suggestion-overdue', data: { suggestion } }];
};

const decide = (command: SuggestionCommand, state: Suggestion): Decision => {
  if (command.do === 'make') return state.status === 'none' ? make(command) : refuse('suggestion.exists');
  if (state.status === 'none') return refuse('suggestion.unknown');
  const { suggestion } = state;
  switch (command.do) {
    case 'answer':
      if (state.status === 'settled') return refuse('suggestion.settled');
      return [
        {
          type: 'suggestion-answered',
          data: { suggestion, text: command.text, attachments: [...command.attachments] },
        },
      ];
    case 'settle':
      return judged(command.person, state) ?? [{ type: 'suggestion-settled', data: { suggestion, settled: true } }];
    case 'reopen': {
      const { reason, due } = command;
      return (
        judged(command.person, state) ?? [
          { type: 'suggestion-settled', data: { suggestion, settled: false, reason, due } },
        ]
      );
    }
    case 'mark-overdue':
      return markOverdue(command, state);
    case 'take-up':
      // Only the first topic keeps its thread; a second one was refused when it was proposed.
      return state.topic === undefined
        ? [{ type: 'suggestion-taken-up', data: { suggestion, topic: command.topic } }]
        : [];
    default:
      return unreachable(command);
  }
};

/** 提建议. Answers may follow one another; the suggester says which one settles it. */
export const suggestionDecider: Decider<SuggestionCommand, Suggestion, SuggestionEvent> = {
  ...{ initialState, decide, evolve },
};
