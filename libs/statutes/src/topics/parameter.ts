import { z } from 'zod';
import { shareSchema, termSchema } from '../quantities.ts';
import type { Tighten } from '../tighten.ts';

/** One parameter of a topic. A schema that takes undefined marks a parameter that a body may have no rule for. */
export interface Parameter<S extends z.ZodType = z.ZodType> {
  readonly schema: S;
  readonly tighten: Tighten;
}

/** Without a rule in force there is none: what needs it is refused, no default steps in. */
const optional = <S extends z.ZodType>(schema: S, tighten: Tighten) => ({ schema: schema.optional(), tighten });
/** A county default stands in where no rule gives it. */
const required = <S extends z.ZodType>(schema: S, tighten: Tighten) => ({ schema, tighten });

const scale = <const T extends readonly [string, ...string[]]>(order: T) =>
  [z.enum(order), { by: 'scale', order }] as const;
const unionOf = <const T extends readonly [string, ...string[]]>(order: T) =>
  [z.array(z.enum(order)).readonly(), { by: 'union', order }] as const;

const more = { by: 'more' } as const;
const less = { by: 'less' } as const;
const either = { by: 'either' } as const;
const count = z.int().min(0).max(1_000_000);

/** Parameters that may be missing. */
export const may = {
  longer: () => optional(termSchema, more),
  shorter: () => optional(termSchema, less),
  shareAtLeast: () => optional(shareSchema, more),
  /** A right that a part of the people has: the smaller the part needed, the stronger the right. */
  rightOf: () => optional(shareSchema, less),
  atLeast: () => optional(count, more),
  atMost: () => optional(count, less),
  demand: () => optional(z.boolean(), either),
  fixed: <S extends z.ZodType>(schema: S) => optional(schema, { by: 'fixed' } as const),
  scale: <const T extends readonly [string, ...string[]]>(...order: T) => optional(...scale(order)),
  union: <const T extends readonly [string, ...string[]]>(...order: T) => optional(...unionOf(order)),
  unionOf: <S extends z.ZodType>(element: S) => optional(z.array(element).readonly(), { by: 'union' } as const),
};

/** Parameters that always have a value: a rule's, else the county's default. */
export const must = {
  longer: () => required(termSchema, more),
  shorter: () => required(termSchema, less),
  demand: () => required(z.boolean(), either),
  fixed: <S extends z.ZodType>(schema: S) => required(schema, { by: 'fixed' } as const),
  scale: <const T extends readonly [string, ...string[]]>(...order: T) => required(...scale(order)),
  union: <const T extends readonly [string, ...string[]]>(...order: T) => required(...unionOf(order)),
};
