import { ranks } from './kinds.ts';
import type { Citation, Rule } from './rule.ts';
import { combine } from './tighten.ts';
import { parametersOf } from './topics.ts';

/** A parameter of a rule in force that loosens, or for a fixed one contradicts, a rule above it; it does not apply. */
export interface SuspendedParameter {
  readonly ruleId: string;
  readonly version: number;
  readonly citation: Citation;
  readonly parameter: string;
  readonly value: unknown;
  readonly by: { readonly ruleId: string; readonly version: number };
}

/** Rank first, then the wider jurisdiction: a city's regulation is below its province's. */
const levelOf = ({ rank, jurisdiction }: Rule): number =>
  ranks.indexOf(rank) * 100 + ('body' in jurisdiction ? 99 : jurisdiction.division.length);

/** A total order, so that the answer never depends on the order of the records. On one level the newer comes first: it decides what is fixed. */
export const byLevel = (a: Rule, b: Rule): number =>
  levelOf(a) - levelOf(b) ||
  compareText(b.effectiveFrom, a.effectiveFrom) ||
  compareText(a.id, b.id) ||
  b.version - a.version;

export const compareText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

export interface Held {
  readonly value: unknown;
  /** The highest rule that gives the value as it is now. */
  readonly holder: Rule;
}
export type Values = ReadonlyMap<string, Held>;

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

/** The rules in force, sorted by `byLevel` → what holds, parameter by parameter. */
export const merge = (rules: readonly Rule[]): { values: Values; suspended: readonly SuspendedParameter[] } => {
  let values: Values = new Map();
  const suspended: SuspendedParameter[] = [];
  for (const level of Map.groupBy(rules, levelOf).values()) {
    const merged = mergeLevel(values, level);
    values = merged.values;
    suspended.push(...merged.suspended);
  }
  return { values, suspended };
};
