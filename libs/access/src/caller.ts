import { type BodyKind, isCollective, type OfficeKind } from '@cunjian/contracts';

export interface Office {
  readonly office: string;
  readonly kind: OfficeKind;
  readonly body: string;
  /** The division in and below which the office acts. */
  readonly division: string;
  /** First and last day, YYYY-MM-DD in Asia/Shanghai. */
  readonly from: string;
  readonly to: string;
}

export interface Residency {
  readonly division: string;
  readonly kind: 'registered' | 'resident';
}

/**
 * Who calls, as the service that is called knows them from its own access read models; never from a header or a token.
 * Offices are those whose term includes today.
 */
export interface Caller {
  /** Subject of the token; absent for a visitor who is not signed in. */
  readonly account?: string;
  /** Absent where the account is bound to nobody. */
  readonly person?: string;
  readonly residencies: readonly Residency[];
  /** Bodies on whose membership roll the person stands. */
  readonly memberships: readonly string[];
  readonly offices: readonly Office[];
  /** The one office acted in now; without it the person acts for herself. */
  readonly acting?: Office;
  /** Bodies whose books the acting office's agency keeps today. */
  readonly contracted: readonly string[];
}

export const visitor: Caller = { residencies: [], memberships: [], offices: [], contracted: [] };

/** What an action is done to. */
export interface Resource {
  readonly division: string;
  readonly body?: string;
  readonly bodyKind?: BodyKind;
  /** The person whose own thing it is. */
  readonly person?: string;
}

/** What is asked about a thing of a body: the right to it follows the legal body. */
export const resourceOfSubject = ({
  division,
  body,
  bodyKind,
}: Required<Pick<Resource, 'division' | 'body' | 'bodyKind'>>): Resource => ({ division, body, bodyKind });

/** Whom a body's affairs concern: its members where it is a collective, else the residents of its village. */
export const circleOf = ({ bodyKind }: Pick<Resource, 'bodyKind'>): 'members' | 'residents' =>
  isCollective(bodyKind) ? 'members' : 'residents';
