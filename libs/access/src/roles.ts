import type { OfficeKind } from '@cunjian/contracts';

/**
 * Where a permission reaches:
 * `anywhere`; `self`: things of one's own; `own-village`: a village one is registered or resident in;
 * `own-body`: the body of the office acted in, or a body one is a member of; `contracted`: bodies whose books one's agency keeps;
 * `village`: every body of the office's own village; `division`: the office's division and everything below it.
 */
export type Reach = 'anywhere' | 'self' | 'own-village' | 'own-body' | 'contracted' | 'village' | 'division';

/** An office kind, or what a person is without an office: anyone (signed in or not), a bound person, a resident, a member. */
export type Role = OfficeKind | 'anyone' | 'person' | 'resident' | 'member';
