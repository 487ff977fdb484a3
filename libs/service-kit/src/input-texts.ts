import { randomUUID } from 'node:crypto';
import { mayHaveLines } from '@cunjian/personal-data';
import { TRPCError, type AnyRouter } from '@trpc/server';
import { z } from 'zod';
import { proceduresOf } from './access-matrix.ts';
import type { CallContext } from './procedures.ts';

type Path = readonly (string | number)[];

/** A text that the input of a procedure may hold, optional ones and those in lists among them. */
export interface TextField {
  readonly procedure: string;
  readonly path: Path;
  /** Whether it may have line breaks and tabs. */
  readonly lines: boolean;
  /** Resolves to what is wrong where a text with `poison` in its middle was not refused because of this field. */
  check(poison: string): Promise<string | undefined>;
}

interface Found {
  readonly path: Path;
  readonly lines: boolean;
  /** The least input that has a text there. */
  readonly holding: (text: string) => unknown;
}

const under = (key: string | number, found: readonly Found[], around: (member: unknown) => unknown): readonly Found[] =>
  found.map(({ path, lines, holding }) => ({
    path: [key, ...path],
    lines,
    holding: (text) => around(holding(text)),
  }));

/** What tells one option of a union from the others, without which none of them is looked into. */
const kindsOf = (shape: Readonly<Record<string, z.core.$ZodType>>): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(shape).flatMap(([key, member]) => {
      const { def } = (member as z.core.$ZodTypes)._zod;
      if (def.type === 'literal') return [[key, def.values[0]]];
      return def.type === 'enum' ? [[key, Object.values(def.entries)[0]]] : [];
    }),
  );

/** Every text field of a schema; of a list or a record one member stands for all. */
const textsIn = (schema: z.core.$ZodType, lines = false): readonly Found[] => {
  const { def } = (schema as z.core.$ZodTypes)._zod;
  const marked = lines || mayHaveLines(schema);
  switch (def.type) {
    case 'string':
      return [{ path: [], lines: marked, holding: (text) => text }];
    case 'object':
      return Object.entries(def.shape).flatMap(([key, member]) =>
        under(key, textsIn(member), (value) => ({ ...kindsOf(def.shape), [key]: value })),
      );
    case 'array':
      return under(0, textsIn(def.element), (value) => [value]);
    case 'tuple':
      return def.items.flatMap((item, i) =>
        under(i, textsIn(item), (value) => def.items.map((_, at) => (at === i ? value : 'x'))),
      );
    case 'record':
      return under('member', textsIn(def.valueType), (member) => ({ member }));
    case 'union':
      return def.options.flatMap((option) => textsIn(option));
    case 'optional':
    case 'nullable':
    case 'default':
    case 'prefault':
    case 'nonoptional':
    case 'readonly':
    case 'catch':
      return textsIn(def.innerType, marked);
    case 'pipe':
      return textsIn(def.in, marked);
    case 'enum':
    case 'literal':
    case 'number':
    case 'boolean':
      return [];
    default:
      throw new TypeError(`can't tell whether a zod ${def.type} holds text`);
  }
};

const callOf = (router: AnyRouter, procedure: string) => {
  const context: CallContext = { correlationId: 'input-texts' };
  let target: unknown = router.createCaller(context);
  for (const step of procedure.split('.')) target = (target as Record<string, unknown>)[step];
  return target as (input: unknown) => Promise<unknown>;
};

const issuesOf = (error: unknown): readonly z.core.$ZodIssue[] => {
  if (!(error instanceof TRPCError) || error.code !== 'BAD_REQUEST') throw error;
  return error.cause instanceof z.ZodError ? error.cause.issues : [];
};

/** An issue with a union is reported where the union is. */
const isAbout = (path: Path) => (issue: z.core.$ZodIssue) =>
  issue.path.every((step, i) => step === path[i]) &&
  (issue.path.length === path.length || issue.code === 'invalid_union');

/**
 * Every text field of every procedure of a router, so that a new one is covered by itself. Throws for a schema with a
 * part that it can't see through.
 */
export const textFieldsOf = (router: AnyRouter): readonly TextField[] =>
  proceduresOf(router).flatMap(({ path: procedure }) => {
    const { _def } = (router._def.procedures as Record<string, { _def: { inputs: readonly z.ZodType[] } }>)[
      procedure
    ] ?? { _def: { inputs: [] } };
    const call = callOf(router, procedure);
    return _def.inputs
      .flatMap((schema) => textsIn(schema))
      .map(({ path, lines, holding }) => ({
        procedure,
        path,
        lines,
        check: async (poison: string) => {
          const input = { commandId: randomUUID(), ...(holding(`村${poison}账`) as object) };
          const answer = await call(input).catch(issuesOf);
          const refused = Array.isArray(answer) && answer.some(isAbout(path));
          return refused ? undefined : `${procedure} took ${JSON.stringify(poison)} in ${path.join('.')}`;
        },
      }));
  });

/** What no text may hold: controls, overrides that turn the direction of writing. */
export const poisons = ['\u0000', '\u001b', '\u0085', '\u200f', '\u202e', '\u2066', '\ud800'] as const;
/** What a single line may not hold either. */
export const linePoisons = ['\n', '\t', '\u2028', '\u200b'] as const;

/** What the fields took that no text may hold; empty where each refused all of it. */
export const takenPoisons = async (fields: readonly TextField[]): Promise<readonly string[]> => {
  const taken: string[] = [];
  for (const { lines, check } of fields)
    for (const poison of lines ? poisons : [...poisons, ...linePoisons]) {
      const problem = await check(poison);
      if (problem !== undefined) taken.push(problem);
    }
  return taken;
};
