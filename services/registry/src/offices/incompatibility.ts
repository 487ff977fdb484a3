import type { OfficeKind } from '@cunjian/contracts';
import type { Refusal } from '@cunjian/kernel';

/** A pair of offices that a rule in force forbids to meet, with the rule to cite. */
export interface Incompatibility {
  readonly offices: readonly [OfficeKind, OfficeKind];
  readonly forbiddenTo: 'same-person' | 'near-relatives';
  readonly rule: string;
  readonly version: number;
  /** As a reader cites it: 《村民委员会组织法》（2018）第32条. */
  readonly citation: string;
}

/** An office that the person, or a near relative of hers, holds in the same village or body. */
export interface HeldOffice extends Term {
  readonly office: string;
  readonly kind: OfficeKind;
  readonly person: string;
}

interface Term {
  readonly from: string;
  /** Last day of the term. */
  readonly to: string;
  /** First day on which it is no longer held. */
  readonly endedOn?: string | undefined;
}

interface Asked {
  readonly kind: OfficeKind;
  readonly person: string;
  readonly from: string;
  readonly to: string;
  readonly relatives: readonly string[];
}

const over = (term: Term, day: string): boolean => day > term.to || (term.endedOn !== undefined && day >= term.endedOn);

/** Whether there is a day on which both are held. Dates compare as text. */
export const meet = (a: Term, b: Term): boolean => {
  const first = a.from > b.from ? a.from : b.from;
  return !over(a, first) && !over(b, first);
};

const pairs = ({ offices: [a, b] }: Incompatibility, x: OfficeKind, y: OfficeKind): boolean =>
  (a === x && b === y) || (a === y && b === x);

/** Every office held that may not meet the one asked for while both terms run, each with the first rule that says so. */
export const incompatibleOffices = (
  asked: Asked,
  held: readonly HeldOffice[],
  rules: readonly Incompatibility[],
): readonly Refusal[] =>
  held.flatMap((other) => {
    const same = other.person === asked.person;
    if (!meet(asked, other) || (!same && !asked.relatives.includes(other.person))) return [];
    // What near relatives may not share, one person may not either.
    const rule = rules.find(
      (one) => pairs(one, asked.kind, other.kind) && (one.forbiddenTo === 'near-relatives' || same),
    );
    if (rule === undefined) return [];
    return [
      {
        code: same ? 'office.incompatible' : 'office.incompatible-relative',
        params: {
          kind: asked.kind,
          other: other.kind,
          office: other.office,
          rule: rule.rule,
          citation: rule.citation,
        },
        field: 'kind',
      },
    ];
  });
