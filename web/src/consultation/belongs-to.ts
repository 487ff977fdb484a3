import { viewer } from '../viewer.ts';

/** Digits that a county's, a town's, … code shares with everything below it. */
const prefixLengths = [2, 4, 6, 9];
const isWithin = (code: string, scope: string): boolean =>
  code.startsWith(scope.slice(0, prefixLengths.find((length) => /^0+$/.test(scope.slice(length))) ?? scope.length));

/** Whether the viewer is of the village, its collectives or offices, or audits it: whom its deliberation is open to. */
export const belongsTo = (code: string): boolean => {
  const { villages = [], memberships = [], offices = [] } = viewer.value ?? {};
  return (
    villages.some(({ division }) => division.code === code) ||
    memberships.some(({ division }) => division.code === code) ||
    offices.some(
      ({ kind, division }) => division.code === code || (kind === 'AUDITOR' && isWithin(code, division.code)),
    )
  );
};
