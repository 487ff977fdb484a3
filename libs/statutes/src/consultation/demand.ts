import type { DemandRule, RuleTerm } from '@cunjian/contracts';
import type { Share } from '../quantities.ts';
import type { RuleBook } from '../rule-book.ts';
import { ask, usesOf, type RuleQuestion } from '../uses.ts';

type Threshold = DemandRule['thresholds'][number];

const threshold = (of: Threshold['of'], share: Share | undefined): Threshold[] =>
  share === undefined ? [] : [{ of, share }];

/** Which assembly; left out, the one of everybody. */
export interface DemandQuestion extends RuleQuestion {
  readonly assembly?: 'villagers' | 'representatives' | 'collective-members';
}

const found = (book: RuleBook, question: DemandQuestion) => {
  const collective = question.bodyKind === 'collective' || question.bodyKind === 'group-collective';
  const assembly = question.assembly ?? (collective ? 'collective-members' : 'villagers');
  switch (assembly) {
    case 'villagers': {
      const rule = ask(book, 'assembly.villagers', question);
      const { calledByAdults, calledByRepresentatives } = rule.parameters;
      const thresholds = [
        ...threshold('adults', calledByAdults),
        ...threshold('representatives', calledByRepresentatives),
      ];
      return { rule, assembly, thresholds };
    }
    case 'representatives': {
      const rule = ask(book, 'assembly.representatives', question);
      return { rule, assembly, thresholds: threshold('representatives', rule.parameters.calledByRepresentatives) };
    }
    case 'collective-members': {
      const rule = ask(book, 'assembly.collective-members', question);
      return { rule, assembly, thresholds: threshold('collective-members', rule.parameters.calledByMembers) };
    }
  }
};

/** Who can oblige the committee to call an assembly, and by when it must meet; undefined where no rule lets anybody. */
export const demandInForce = (book: RuleBook, question: DemandQuestion): DemandRule | undefined => {
  const { rule, assembly, thresholds } = found(book, question);
  const callWithin: RuleTerm | undefined = rule.parameters.meetsWithin;
  if (thresholds.length === 0 || callWithin === undefined) return undefined;
  return { rules: usesOf(rule), assembly, thresholds, callWithin };
};
