import { canonicalJson, isRefused, type Refused } from '@cunjian/kernel';
import type { OpenedBallot } from '../tally.ts';
import type { BallotLog, Entry } from './ballot-log.ts';
import type { Find } from './finding.ts';

/** The rule that the records known here give for such a ballot on a day (RFC 3339 instant); refused where they give none. */
export type RuleOn = (opened: OpenedBallot, time: string) => OpenedBallot['rule'] | Refused;

export const same = (a: unknown, b: unknown): boolean => canonicalJson(a ?? null) === canonicalJson(b ?? null);

/** Records are named with their versions: under the same names the same rule. */
const usesOf = ({ rules }: OpenedBallot['rule']): readonly string[] =>
  rules.map(({ rule, version }) => `${rule} v${version}`).toSorted();

const checkRecords = ({ data, where }: Entry<'ballot-opened'>, ruleOn: RuleOn, time: string, find: Find): void => {
  const { rule } = data;
  const known = ruleOn(data, time);
  if (!isRefused(known) && same(known, rule)) return;
  const cited = usesOf(rule);
  const isOfSameRecords = !isRefused(known) && same(usesOf(known), cited);
  find(isOfSameRecords ? 'rule.unlike-its-records' : 'rule.other-records', where, { rules: cited.join(', ') });
};

/** That a ballot is held by the rule which its procedure adopted, and that this is the rule of the records that it cites. */
export const checkRule = (
  log: BallotLog,
  entry: Entry<'ballot-opened'>,
  ruleOn: RuleOn | undefined,
  find: Find,
): void => {
  const { rule, proceeding } = entry.data;
  const begun = proceeding === undefined ? undefined : log.proceeding(proceeding);
  if (proceeding !== undefined && begun === undefined) find('rule.procedure-missing', entry.where, { proceeding });
  const adopted = begun?.procedure.steps.flatMap(({ decides }) => decides);
  if (adopted?.some((one) => same(one, rule)) === false) find('rule.changed', entry.where, { assembly: rule.assembly });
  const since = begun?.time ?? log.of('ballot-called')[0]?.time;
  if (ruleOn !== undefined && since !== undefined) checkRecords(entry, ruleOn, since, find);
};
