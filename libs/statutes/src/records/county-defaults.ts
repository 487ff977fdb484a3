import { calendarDays, lastingDays } from '../deadline.ts';
import { bodyKinds, type BodyKind } from '../kinds.ts';
import type { CountyDefault } from '../rule-book.ts';
import { consultationDefaults } from './county-consultation.ts';

const collectives: readonly BodyKind[] = ['collective', 'group-collective'];
const generic = { version: 1, division: '', bodyKinds } as const;

/**
 * What stands in where no rule gives a parameter: our proposal for a county that has set nothing of its own. A county
 * that sets its own adds records with its code as `division`. None of it is law, and every answer says so.
 */
export const countyDefaults: readonly CountyDefault[] = [
  ...consultationDefaults,
  {
    ...generic,
    id: 'default.disclosure.affairs',
    topic: 'disclosure.affairs.period',
    parameters: { period: 'quarter' },
  },
  {
    ...generic,
    id: 'default.disclosure.finance',
    topic: 'disclosure.finance.period',
    parameters: {
      period: 'quarter',
      periodWhereBusy: 'month',
      publishWithin: calendarDays(15),
      majorMattersWithin: calendarDays(5),
      itemByItem: true,
    },
  },
  {
    ...generic,
    id: 'default.disclosure.procedure',
    topic: 'disclosure.procedure',
    parameters: { steps: ['confirmation', 'supervision-opinion', 'joint-meeting', 'publication', 'posting'] },
  },
  {
    ...generic,
    id: 'default.disclosure.opinion',
    bodyKinds: bodyKinds.filter((kind) => !collectives.includes(kind)),
    topic: 'disclosure.opinion',
    parameters: { reviewer: 'supervision-committee', within: calendarDays(5), publishedWithDisclosure: true },
  },
  {
    ...generic,
    id: 'default.disclosure.opinion.collective',
    bodyKinds: collectives,
    topic: 'disclosure.opinion',
    parameters: { reviewer: 'board-of-supervisors', within: calendarDays(5), publishedWithDisclosure: true },
  },
  {
    ...generic,
    id: 'default.disclosure.posting',
    topic: 'disclosure.posting',
    parameters: { boards: 'village', stays: lastingDays(7) },
  },
  {
    ...generic,
    id: 'default.disclosure.objection',
    topic: 'disclosure.objection',
    parameters: { within: calendarDays(10), countsFrom: 'posting', replyWithin: calendarDays(10) },
  },
  {
    ...generic,
    id: 'default.disclosure.escalation',
    topic: 'disclosure.escalation',
    parameters: { levels: ['town', 'county'], raiseWithin: calendarDays(10), decideWithin: calendarDays(15) },
  },
];
