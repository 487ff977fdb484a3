import { canonicalJson } from '@cunjian/kernel';
import type { BodyKind, Rank } from './kinds.ts';
import { ranks } from './kinds.ts';
import type { Citation, Jurisdiction, Rule } from './rule.ts';
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
  readonly status: 'checked' | 'carried-over' | 'not-statutory';
  /** Names of the parameters whose merged value it gives or shares. Empty where other rules are tighter in everything. */
  readonly parameters: readonly string[];
}

/** A parameter of a rule in force that loosens, or for a fixed one contradicts, a rule above it; it does not apply. */
export interface SuspendedParameter {
  readonly ruleId: string;
  readonly version: number;
  readonly citation: Citation;
  readonly parameter: string;
  readonly value: unknown;
  readonly by: { readonly ruleId: string; readonly version: number };
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

/** Rank first, then the wider jurisdiction: a city's regulation is below its province's. */
const levelOf = ({ rank, jurisdiction }: Rule): number =>
  ranks.indexOf(rank) * 100 + ('body' in jurisdiction ? 99 : jurisdiction.division.length);

/** A total order, so that the answer never depends on the order of the records. On one level the newer comes first: it decides what is fixed. */
const byLevel = (a: Rule, b: Rule): number =>
  levelOf(a) - levelOf(b) ||
  compareText(b.effectiveFrom, a.effectiveFrom) ||
  compareText(a.id, b.id) ||
  b.version - a.version;

const compareText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

const applies = (rule: Rule, { division, bodyKind, bodyId, date }: RuleQuery): boolean =>
  rule.bodyKinds.includes(bodyKind) &&
  rule.effectiveFrom <= date &&
  (rule.effectiveTo === undefined || date <= rule.effectiveTo) &&
  ('body' in rule.jurisdiction ? rule.jurisdiction.body === bodyId : division.startsWith(rule.jurisdiction.division));

interface Held {
  readonly value: unknown;
  /** The highest rule that gives the value as it is now. */
  readonly holder: Rule;
}
type Values = ReadonlyMap<string, Held>;

const suspend = (rule: Rule, parameter: string, value: unknown, by: Rule): SuspendedParameter => ({
  ruleId: rule.id,
  version: rule.version,
  citation: rule.citation,
  parameter,
  value,
  by: { ruleId: by.id, version: by.version },
});

/** Adds the rules of one level to what holds `above` it. Among themselves both bind, and the tighter prevails. */
const mergeLevel = (above: Values, level: readonly Rule[]): { values: Values; suspended: SuspendedParameter[] } => {
  const values = new Map(above);
  const suspended: SuspendedParameter[] = [];
  for (const rule of level)
    for (const [parameter, value] of Object.entries(rule.parameters)) {
      const spec = parametersOf(rule.topic)[parameter];
      if (spec === undefined || value === undefined) continue;
      const higher = spec.tighten.by === 'fixed' ? values.get(parameter) : above.get(parameter);
      if (higher !== undefined && combine(spec.tighten, higher.value, value).lower === 'loosens') {
        suspended.push(suspend(rule, parameter, value, higher.holder));
        continue;
      }
      const held = values.get(parameter);
      const combined = held === undefined ? undefined : combine(spec.tighten, held.value, value);
      if (combined === undefined) values.set(parameter, { value, holder: rule });
      else if (combined.lower === 'adds') values.set(parameter, { value: combined.value, holder: rule });
    }
  return { values, suspended };
};

const merge = (rules: readonly Rule[]): { values: Values; suspended: readonly SuspendedParameter[] } => {
  let values: Values = new Map();
  const suspended: SuspendedParameter[] = [];
  for (const level of Map.groupBy(rules, levelOf).values()) {
    const merged = mergeLevel(values, level);
    values = merged.values;
    suspended.push(...merged.suspended);
  }
  return { values, suspended };
};

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
      status: 'not-statutory',
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

/** What a decision stores of the rules it applied: those that gave a parameter, with the version of their record. */
export const citedRules = (rule: RuleInForce): readonly { readonly id: string; readonly version: number }[] =>
  rule.sources
    .filter(({ parameters }) => parameters.length > 0)
    .map(({ ruleId, version }) => ({ id: ruleId, version }));
