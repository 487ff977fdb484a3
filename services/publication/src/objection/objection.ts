import type { DueDate, ObjectionEvent, ObjectionLevel, RaisedObjection } from '@cunjian/contracts';
import { unreachable } from '@cunjian/kernel';

/** `division` is the village's. */
interface Raised extends Pick<
  RaisedObjection,
  'objection' | 'disclosure' | 'body' | 'bodyKind' | 'division' | 'objector'
> {
  /** Level that has to answer, and the division whose office it is. */
  readonly level: ObjectionLevel;
  readonly answering: string;
}

/**
 * `overdue`: the level did not answer in time; it still may, and the objector may go one level up.
 * `escalationDue` is absent at the highest level.
 */
export type Objection =
  | { readonly status: 'none' }
  | (Raised & { readonly status: 'open'; readonly due: DueDate })
  | (Raised & { readonly status: 'overdue'; readonly escalationDue?: DueDate | undefined })
  | (Raised & { readonly status: 'answered'; readonly escalationDue?: DueDate | undefined })
  | (Raised & { readonly status: 'accepted' });

export const initialState: Objection = { status: 'none' };

const raised = (state: Raised): Raised => {
  const { objection, disclosure, body, bodyKind, division, objector, level, answering } = state;
  return { objection, disclosure, body, bodyKind, division, objector, level, answering };
};

/** Total: an event that does not belong into a state leaves it as it is. */
export const evolve = (state: Objection, event: ObjectionEvent): Objection => {
  if (state.status === 'none') {
    if (event.type !== 'objection-raised') return state;
    const { objection, disclosure, body, bodyKind, division, objector, due } = event.data;
    const subject = { objection, disclosure, body, bodyKind, division, objector };
    return { ...subject, status: 'open', level: 'village', answering: division, due };
  }
  switch (event.type) {
    case 'objection-raised':
      return state;
    case 'objection-answered':
      return { ...raised(state), status: 'answered', escalationDue: event.data.escalationDue };
    case 'objection-escalated': {
      const { level, division, due } = event.data;
      return { ...raised(state), level, answering: division, status: 'open', due };
    }
    case 'objection-accepted':
      return { ...raised(state), status: 'accepted' };
    case 'objection-overdue':
      return { ...raised(state), status: 'overdue', escalationDue: event.data.escalationDue };
    default:
      return unreachable(event);
  }
};
