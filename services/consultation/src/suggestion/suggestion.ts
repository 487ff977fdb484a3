import type { BodyKind, DueDate, SuggestionEvent } from '@cunjian/contracts';

export interface SuggestionSubject {
  readonly suggestion: string;
  readonly division: string;
  readonly body: string;
  readonly bodyKind: BodyKind;
  readonly open: boolean;
  readonly suggester: string;
}

interface Made extends SuggestionSubject {
  /** The topic that it became. */
  readonly topic?: string | undefined;
}

/** `waiting`: an answer is due; `overdue`: it was, and may still be given; `answered`: the suggester has not said yet whether that settles it. */
export type Suggestion =
  | { readonly status: 'none' }
  | (Made & { readonly status: 'waiting'; readonly due: DueDate })
  | (Made & { readonly status: 'overdue' })
  | (Made & { readonly status: 'answered' })
  | (Made & { readonly status: 'settled' });
export type ExistingSuggestion = Exclude<Suggestion, { status: 'none' }>;

export const initialState: Suggestion = { status: 'none' };

const made = ({ suggestion, division, body, bodyKind, open, suggester, topic }: ExistingSuggestion): Made => ({
  ...{ suggestion, division, body, bodyKind, open, suggester, topic },
});

/** Total: an event that does not belong into a state leaves it as it is. */
export const evolve = (state: Suggestion, event: SuggestionEvent): Suggestion => {
  if (state.status === 'none') {
    if (event.type !== 'suggestion-made') return state;
    const { suggestion, division, body, bodyKind, open, suggester, due } = event.data;
    return { suggestion, division, body, bodyKind, open, suggester, status: 'waiting', due };
  }
  switch (event.type) {
    case 'suggestion-made':
      return state;
    case 'suggestion-answered':
      return { ...made(state), status: 'answered' };
    case 'suggestion-settled': {
      const { settled, due } = event.data;
      if (settled) return { ...made(state), status: 'settled' };
      return due === undefined ? state : { ...made(state), status: 'waiting', due };
    }
    case 'suggestion-overdue':
      return { ...made(state), status: 'overdue' };
    case 'suggestion-taken-up':
      return { ...state, topic: event.data.topic };
  }
};
