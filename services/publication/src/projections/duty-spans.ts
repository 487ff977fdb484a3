import type { BodyKind } from '@cunjian/contracts';
import { addDays, ruleBook, rules } from '@cunjian/statutes';
import { periodAfter, periodAt, periodKind, type CalendarKind } from '../disclosure/period.ts';
import { calendarKind, dutyInForce } from '../rules.ts';

/** From `since` on, and no longer on `until`, a body discloses its finances so often. */
export interface DutySpan {
  readonly since: string;
  readonly until?: string | undefined;
  readonly every: CalendarKind;
}

export interface DutyQuestion {
  readonly body: string;
  readonly kind: BodyKind;
  readonly division: string;
  readonly manyTransactions: boolean;
}

/** Days on which what the rules ask for may change. */
const turns = [
  ...new Set(
    rules
      .filter(({ topic }) => topic === 'disclosure.finance.period')
      .flatMap(({ effectiveFrom, effectiveTo }) =>
        effectiveTo === undefined ? [effectiveFrom] : [effectiveFrom, addDays(effectiveTo, 1)],
      ),
  ),
].sort();

const everyOn = ({ body, kind, division, manyTransactions }: DutyQuestion, date: string): CalendarKind => {
  const { period, periodWhereBusy } = dutyInForce(ruleBook, { body, bodyKind: kind, division, date });
  return calendarKind(manyTransactions ? periodWhereBusy : period);
};

/** The duty of a body that owes from a day on, as far as the rules are known today. */
export const spansFrom = (question: DutyQuestion, since: string): readonly DutySpan[] => {
  const spans: DutySpan[] = [];
  for (const day of [since, ...turns.filter((day) => day > since)]) {
    const every = everyOn(question, day);
    const before = spans.at(-1);
    if (before?.every === every) continue;
    if (before !== undefined) spans[spans.length - 1] = { ...before, until: day };
    spans.push({ since: day, every });
  }
  return spans;
};

/** The same until a day: what would come later is left out. */
export const spansUntil = (spans: readonly DutySpan[], until: string): readonly DutySpan[] =>
  spans
    .filter(({ since }) => since < until)
    .map((span) => (span.until === undefined || span.until > until ? { ...span, until } : span));

/** Periods of one kind, one after the other: the first, and the first after the last. */
interface Run {
  readonly first: string;
  readonly end?: string | undefined;
}

/** A body is counted once in each period, however often its duty changed within it. */
const runsOf = (spans: readonly DutySpan[], kind: CalendarKind): readonly Run[] => {
  const runs: Run[] = [];
  for (const { since, until } of spans) {
    const first = periodAt(kind, since);
    const end = until === undefined ? undefined : periodAfter(kind, addDays(until, -1));
    const last = runs.at(-1);
    if (last === undefined || (last.end !== undefined && last.end < first)) runs.push({ first, end });
    else runs[runs.length - 1] = { first: last.first, end };
  }
  return runs;
};

const has = (runs: readonly Run[], period: string): boolean =>
  // Keys of one kind sort in the order of time.
  runs.some(({ first, end }) => first <= period && (end === undefined || period < end));

const kinds: readonly CalendarKind[] = ['month', 'quarter', 'year'];
const length: Readonly<Record<CalendarKind, number>> = { month: 1, quarter: 3, year: 12 };

/** What follows from a body's duty for the periods of the calendar. */
export interface Owed {
  /** Whether it owes the period: its duty held on a day of it, and the rule does not ask for longer ones alone. */
  owes(period: string): boolean;
  /** Whether it counts in the statistics of the period: it discloses, however often. A matter counts wherever it happens. */
  counts(period: string): boolean;
  /** What it adds to the denominators of all periods, past ones and those to come: `since 2026Q1`, `until 2026Q4`. */
  readonly totals: Readonly<Record<string, number>>;
}

export const owedBy = (spans: readonly DutySpan[]): Owed => {
  const runs = (wanted: (kind: CalendarKind, every: CalendarKind) => boolean) =>
    Object.fromEntries(
      kinds.map((kind) => [
        kind,
        runsOf(
          spans.filter(({ every }) => wanted(kind, every)),
          kind,
        ),
      ]),
    ) as Record<CalendarKind, readonly Run[]>;
  // A body that discloses by the month discloses its quarters, too.
  const owing = runs((kind, every) => length[every] <= length[kind]);
  const disclosing = runs(() => true);
  const totals: Record<string, number> = {};
  const add = (name: string) => (totals[name] = (totals[name] ?? 0) + 1);
  for (const { first, end } of kinds.flatMap((kind) => owing[kind])) {
    add(`since ${first}`);
    if (end !== undefined) add(`until ${end}`);
  }
  const isIn = (all: Record<CalendarKind, readonly Run[]>, period: string, matter: boolean) => {
    const kind = periodKind(period);
    return kind === 'matter' ? matter : has(all[kind], period);
  };
  return {
    owes: (period) => isIn(owing, period, false),
    counts: (period) => isIn(disclosing, period, true),
    totals,
  };
};

/** How many bodies owe a period, from the sum of their `totals`. */
export const owingIn = (totals: Readonly<Record<string, number>>, period: string): number => {
  const kind = periodKind(period);
  let owing = 0;
  for (const [name, count] of Object.entries(totals)) {
    const [word, key = ''] = name.split(' ');
    if (periodKind(key) === kind && key <= period) owing += word === 'since' ? count : -count;
  }
  return owing;
};
