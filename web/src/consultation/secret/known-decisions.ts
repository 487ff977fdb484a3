import { knownIn } from '../../known.ts';
import { knownDecisionLines } from '../../preferences.ts';
import type { TokenNotice } from './queries.ts';

/** Decisions on her disputed tokens that the person has read on this device. */
export const knownDecisions = knownIn(knownDecisionLines);

export const isDecided = ({ notice }: TokenNotice): boolean => notice === 'UPHELD' || notice === 'DISMISSED';

export const nameOf = ({ ballot, person }: TokenNotice): string => `${ballot?.id} ${person}`;
