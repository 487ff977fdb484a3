import { refuseAll, type Refusal, type Refused } from '@cunjian/kernel';
import { z } from 'zod';
import { bodyKinds, ranks, type BodyKind, type Rank } from './kinds.ts';
import { dateSchema } from './quantities.ts';
import { parametersOf, topicNames, type ParametersOf, type Topic } from './topics.ts';

export interface Citation {
  readonly title: string;
  /** Version of the text: its year or date. */
  readonly version: string;
  readonly articles: readonly string[];
  /** What a reader of the citation must know besides. */
  readonly note?: string;
}

/** Where a rule holds: the divisions whose code begins so ('' is the whole country), or one body alone (its charter). */
export type Jurisdiction = { readonly division: string } | { readonly body: string };

interface RuleOf<T extends Topic> {
  readonly id: string;
  /** Of this record: a mended record keeps its id and raises its version. */
  readonly version: number;
  readonly topic: T;
  readonly jurisdiction: Jurisdiction;
  readonly bodyKinds: readonly BodyKind[];
  readonly rank: Rank;
  readonly parameters: {
    readonly [P in keyof ParametersOf<T>]?: Exclude<ParametersOf<T>[P], undefined>;
  };
  readonly citation: Citation;
  /** First and last date on which it is in force, both included. */
  readonly effectiveFrom: string;
  readonly effectiveTo?: string;
  /** `carried-over`: taken from an earlier or secondary text, until someone compares it with the text in force. */
  readonly status: 'checked' | 'carried-over';
}
/** A rule as data. */
export type Rule = { [T in Topic]: RuleOf<T> }[Topic];

const ruleSchema = z.strictObject({
  id: z.string().regex(/^[a-z0-9][a-z0-9.-]{2,99}$/, 'lower-case letters, digits, dots and hyphens, 3 to 100'),
  version: z.int().min(1),
  topic: z.enum(topicNames),
  jurisdiction: z.union([
    z.strictObject({ division: z.string().regex(/^\d{0,12}$/, 'the first digits of a division code') }),
    z.strictObject({ body: z.string().min(1).max(100) }),
  ]),
  bodyKinds: z.array(z.enum(bodyKinds)).min(1),
  rank: z.enum(ranks),
  parameters: z.record(z.string(), z.unknown()),
  citation: z.strictObject({
    title: z.string().min(1).max(200),
    version: z.string().min(1).max(100),
    articles: z.array(z.string().min(1).max(50)).max(50),
    note: z.string().max(500).optional(),
  }),
  effectiveFrom: dateSchema,
  effectiveTo: dateSchema.optional(),
  status: z.enum(['checked', 'carried-over']),
});

const badRule = (path: readonly PropertyKey[], problem: string): Refusal => ({
  code: 'statutes.bad-rule',
  params: { problem },
  field: path.map(String).join('.'),
});

const issuesOf = (result: z.ZodSafeParseResult<unknown>, prefix: readonly string[] = []): readonly Refusal[] =>
  (result.error?.issues ?? []).map((issue) => badRule([...prefix, ...issue.path], issue.message));

/** A rule from outside (an adopted charter, an imported set): typed, or every finding at once as `statutes.bad-rule`. */
export const parseRule = (input: unknown): Rule | Refused => {
  const parsed = ruleSchema.safeParse(input);
  if (!parsed.success) return refuseAll(issuesOf(parsed)) ?? { refused: [badRule([], 'not a rule')] };
  const { topic, parameters, effectiveFrom, effectiveTo } = parsed.data;
  const specs = parametersOf(topic);
  const findings = Object.entries(parameters).flatMap(([name, value]): readonly Refusal[] => {
    const spec = Object.hasOwn(specs, name) ? specs[name] : undefined;
    if (spec === undefined || value === undefined)
      return [badRule(['parameters', name], `${topic} has the parameters ${Object.keys(specs).join(', ')}`)];
    return issuesOf(spec.schema.safeParse(value), ['parameters', name]);
  });
  if (effectiveTo !== undefined && effectiveTo < effectiveFrom)
    findings.push(badRule(['effectiveTo'], 'not before effectiveFrom'));
  return refuseAll(findings) ?? (parsed.data as Rule);
};
