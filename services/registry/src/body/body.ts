import { unreachable } from '@cunjian/kernel';
import type { BodyKind } from '@cunjian/contracts';
import type { RegistryEventOf } from '../registry-event.ts';

export type BodyEvent = RegistryEventOf<'body-established' | 'body-changed' | 'body-dissolved'>;

export interface BodyRecord {
  readonly kind: BodyKind;
  readonly name: string;
  readonly creditCode?: string | undefined;
  readonly noticeBoards: readonly string[];
  readonly owesDisclosure: boolean;
  readonly manyTransactions?: boolean | undefined;
  readonly from: string;
}

/** The stream `body-<id>`: one legal body of a village, an agency or a government office. */
export type Body =
  | { readonly status: 'unknown' }
  | ({ readonly status: 'established' } & BodyRecord)
  | ({ readonly status: 'dissolved' } & BodyRecord);

export const initialState: Body = { status: 'unknown' };

export const evolve = (state: Body, event: BodyEvent): Body => {
  switch (event.type) {
    case 'body-established': {
      const { kind, name, creditCode, noticeBoards, owesDisclosure, manyTransactions, from } = event.data;
      const record = { kind, name, creditCode, noticeBoards, owesDisclosure, manyTransactions, from };
      return { status: 'established', ...record };
    }
    case 'body-changed': {
      if (state.status === 'unknown') return state;
      const { name, creditCode, noticeBoards, owesDisclosure, manyTransactions } = event.data;
      return {
        ...state,
        name: name ?? state.name,
        creditCode: creditCode ?? state.creditCode,
        noticeBoards: noticeBoards ?? state.noticeBoards,
        owesDisclosure: owesDisclosure ?? state.owesDisclosure,
        manyTransactions: manyTransactions ?? state.manyTransactions,
      };
    }
    case 'body-dissolved':
      return state.status === 'unknown' ? state : { ...state, status: 'dissolved' };
    default:
      return unreachable(event);
  }
};
