import { z } from 'zod';
import { may, must } from './parameter.ts';

const period = () => must.scale('year', 'half-year', 'quarter', 'month');

/** 村务公开, 财务公开. Every parameter has a value: disclosure is a duty that no gap in the law stops. */
export const disclosureTopics = {
  /** How often general matters 一般事项 are disclosed. */
  'disclosure.affairs.period': { period: period() },
  /** How often finance is disclosed, and by when. */
  'disclosure.finance.period': {
    period: period(),
    /** Where transactions are many. */
    periodWhereBusy: period(),
    /** From the last day of the period. */
    publishWithin: must.shorter(),
    /** From the day of the event. */
    majorMattersWithin: must.shorter(),
    /** 逐项逐笔: every item, no mere totals. */
    itemByItem: must.demand(),
  },
  /** The steps, in the order in which they are taken. */
  'disclosure.procedure': {
    steps: must.union('confirmation', 'supervision-opinion', 'joint-meeting', 'publication', 'posting'),
  },
  /** The opinion before publication: a right to be heard, no veto. */
  'disclosure.opinion': {
    reviewer: must.fixed(z.enum(['supervision-committee', 'board-of-supervisors'])),
    /** From submission; silence after it does not stop the duty. */
    within: must.shorter(),
    publishedWithDisclosure: must.demand(),
  },
  /** The fixed notice board 固定公开栏. */
  'disclosure.posting': {
    /** One board for the village, or one for each natural village 自然村. */
    boards: must.scale('village', 'natural-village'),
    /** How long the sheet stays up. */
    stays: must.longer(),
  },
  /** Objections 异议 to what was disclosed. */
  'disclosure.objection': {
    within: must.longer(),
    countsFrom: must.scale('publication', 'posting'),
    /** From the objection. */
    replyWithin: must.shorter(),
  },
  /** Not satisfied with the reply. */
  'disclosure.escalation': {
    levels: must.union('town', 'county', 'city'),
    /** From the reply, or from the end of its term where none came. */
    raiseWithin: must.longer(),
    /** At each level, from the day it is raised there. */
    decideWithin: must.shorter(),
  },
  /** 质询 by the supervision committee, representatives or voters. */
  interpellation: {
    supervisionCommittee: may.demand(),
    representatives: may.atMost(),
    voters: may.rightOf(),
    inWriting: may.demand(),
    decideWithin: may.shorter(),
    townAnswersWithin: may.shorter(),
  },
};
