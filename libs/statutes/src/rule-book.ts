import { canonicalJson } from '@cunjian/kernel';
import type { BodyKind, Rank } from './kinds.ts';
import type { Citation, Jurisdiction, Rule } from './rule.ts';
import { byLevel, compareText, merge, type SuspendedParameter, type Values } from './merge.ts';
import { combine } from './tighten.ts';
import { parametersOf, topicNames, type ParametersOf, type Topic } from './topics.ts';

/**
 * What a county takes where no rule in force gives a parameter, and what it adds to a list. Not law, and shown as such.
 */
export type CountyDefault = {
  [T in Topic]: {
    readonly id: string;
    readonly version: number;
    readonly topic: T;
    /** Divisions whose code begins so; the longest prefix wins. '' stands in for every county that set none of its own. */
    readonly division: string;
    readonly bodyKinds: readonly BodyKind[];
    readonly parameters: Partial<ParametersOf<T>>;
  };
}[Topic];

export interface RuleQuery<T extends Topic = Topic> {
  readonly topic: T;
  /** 12 digits. */
  readonly division: string;
  readonly bodyKind: BodyKind;
  /** Brings in the rules of this body alone: its charter. */
  readonly bodyId?: string;
  /** In Asia/Shanghai, `YYYY-MM-DD`. */
  readonly date: string;
}

export interface RuleSource {
  readonly ruleId: string;
  readonly version: number;
  readonly rank: Rank | 'county-default';
  readonly jurisdiction: Jurisdiction;
  /** Absent for a county default. */
  readonly citation?: Citation;
  readonly status: 'checked' | 'carried-over' | 'county-default';
  /** Names of the parameters whose merged value it gives or shares. Empty where other rules are tighter in everything. */
  readonly parameters: readonly string[];
}

export interface RuleInForce<T extends Topic = Topic> {
  readonly parameters: ParametersOf<T>;
  /** Highest rank first, county defaults last. */
  readonly sources: readonly RuleSource[];
  readonly suspended: readonly SuspendedParameter[];
  /** False where no rule in force gives any of the parameters; for one of them see `isStatutory`. */
  readonly statutory: boolean;
}

export interface RuleBook {
  ruleInForce<T extends Topic>(query: RuleQuery<T>): RuleInForce<T>;
}

const applies = (rule: Rule, { division, bodyKind, bodyId, date }: RuleQuery): boolean =>
  rule.bodyKinds.includes(bodyKind) &&
  rule.effectiveFrom <= date &&
  (rule.effectiveTo === undefined || date <= rule.effectiveTo) &&
  ('body' in rule.jurisdiction ? rule.jurisdiction.body === bodyId : division.startsWith(rule.jurisdiction.division));

const givesValue = (topic: Topic, parameter: string, value: unknown, merged: unknown): boolean =>
  parametersOf(topic)[parameter]?.tighten.by === 'union' || canonicalJson(value) === canonicalJson(merged);

const sourceOf = (rule: Rule, values: Values): RuleSource => ({
  ruleId: rule.id,
  version: rule.version,
  rank: rule.rank,
  jurisdiction: rule.jurisdiction,
  citation: rule.citation,
  status: rule.status,
  parameters: Object.entries(rule.parameters)
    .filter(([name, value]) => values.has(name) && givesValue(rule.topic, name, value, values.get(name)?.value))
    .map(([name]) => name),
});

/** The county's value of a parameter that rules may have `given`; undefined where it has nothing to say. */
const defaultValue = (topic: Topic, name: string, given: unknown, value: unknown): unknown => {
  if (given === undefined) return value;
  const tighten = parametersOf(topic)[name]?.tighten;
  if (tighten?.by !== 'union') return undefined;
  const combined = combine(tighten, given, value);
  return combined.lower === 'adds' ? combined.value : undefined;
};

/** Stands in for parameters that no rule gives, and may add to a list that rules have begun; changes nothing else. */
const applyDefaults = (
  defaults: readonly CountyDefault[],
  { division, bodyKind }: RuleQuery,
  parameters: Record<string, unknown>,
): readonly RuleSource[] => {
  const sources: RuleSource[] = [];
  const decided = new Set<string>();
  for (const item of defaults) {
    if (!item.bodyKinds.includes(bodyKind) || !division.startsWith(item.division)) continue;
    const taken: string[] = [];
    for (const [name, own] of Object.entries(item.parameters)) {
      if (own === undefined || decided.has(name)) continue;
      decided.add(name);
      const value = defaultValue(item.topic, name, parameters[name], own);
      if (value === undefined) continue;
      parameters[name] = value;
      taken.push(name);
    }
    if (taken.length === 0) continue;
    sources.push({
      ruleId: item.id,
      version: item.version,
      rank: 'county-default',
      jurisdiction: { division: item.division },
      status: 'county-default',
      parameters: taken,
    });
  }
  return sources;
};

const group = <V extends { readonly topic: Topic }>(items: readonly V[], order: (a: V, b: V) => number) => {
  const groups = new Map<Topic, V[]>(topicNames.map((topic) => [topic, []]));
  for (const item of items) groups.get(item.topic)?.push(item);
  for (const items of groups.values()) items.sort(order);
  return groups;
};

/**
 * The rules to ask. Records are taken as they are: those from outside go through `parseRule` first. Pure; the answer
 * does not depend on the order of the records.
 */
export const createRuleBook = (rules: readonly Rule[], defaults: readonly CountyDefault[]): RuleBook => {
  const rulesOf = group(rules, byLevel);
  const countyDefaultsOf = group(
    defaults,
    (a, b) => b.division.length - a.division.length || compareText(a.id, b.id) || b.version - a.version,
  );
  return {
    ruleInForce: <T extends Topic>(query: RuleQuery<T>): RuleInForce<T> => {
      const inForce = (rulesOf.get(query.topic) ?? []).filter((rule) => applies(rule, query));
      const { values, suspended } = merge(inForce);
      const parameters: Record<string, unknown> = {};
      for (const [name, { value }] of values) parameters[name] = value;
      const fallback = applyDefaults(countyDefaultsOf.get(query.topic) ?? [], query, parameters);
      return {
        parameters: parameters as ParametersOf<T>,
        sources: [...inForce.map((rule) => sourceOf(rule, values)), ...fallback],
        suspended,
        statutory: values.size > 0,
      };
    },
  };
};

/** Whether a rule in force, and not a county's default, gives this parameter. */
export const isStatutory = <T extends Topic>(
  rule: RuleInForce<T>,
  parameter: keyof ParametersOf<T> & string,
): boolean => rule.sources.some(({ rank, parameters }) => rank !== 'county-default' && parameters.includes(parameter));

/** A rule as a decision stores it: `ruleUse` of the disclosure contracts. */
export interface CitedRule {
  readonly rule: string;
  readonly version: number;
  readonly status: RuleSource['status'];
  /** `citationText`; empty for a county default. */
  readonly citation: string;
}

/** What a decision stores of the rules it applied: those that gave a parameter, with the version of their record. */
export const citedRules = ({ sources }: Pick<RuleInForce, 'sources'>): CitedRule[] =>
  sources
    .filter(({ parameters }) => parameters.length > 0)
    .map(({ ruleId, version, status, citation }) => ({
      rule: ruleId,
      version,
      status,
      citation: citation === undefined ? '' : citationText(citation),
    }));

/** As people cite it: 山东省村务公开条例（2018）第11-17条. */
export const citationText = ({ title, version, articles }: Citation): string =>
  `${title}（${version}）${articles.length === 0 ? '' : `第${articles.join('、')}条`}`;
