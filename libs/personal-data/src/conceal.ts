import { personalKinds, type Digest, type PersonalKindName } from '@cunjian/contracts';
import type { Random } from '@cunjian/kernel';
import { z } from 'zod';
import { digestOf, saltBytes } from './digest.ts';
import { isCleanLine, isCleanText, uncleanText } from './text.ts';
import type { VaultEntry } from './vault.ts';

/** A personal value in the clear, as an API input carries it; never in an event or a read model. */
export type Plain = string & z.core.$brand<'Plain'>;

/** The type of an input after `concealInput`: every `Plain` has become a `Digest`. */
export type Concealed<T> = T extends Plain
  ? Digest
  : T extends string | number | boolean | bigint | null | undefined
    ? T
    : { [Key in keyof T]: Concealed<T[Key]> };

const plainKinds = z.registry<{ kind: PersonalKindName }>();

/** Prose, and what villages write over several lines of a cell. All other kinds are one line. */
const kindsWithLines: ReadonlySet<PersonalKindName> = new Set(['free-text', 'text-in-accounts', 'name-in-accounts']);

/** Whether a field of an input is one that may have line breaks and tabs. */
export const mayHaveLines = (schema: z.core.$ZodType): boolean => {
  const mark = plainKinds.get(schema);
  return mark !== undefined && kindsWithLines.has(mark.kind);
};

/** Marks a field of an input schema as personal. Trimmed, not empty, without control characters or bidi overrides. */
export const plain = (kind: PersonalKindName) =>
  z
    .string()
    .trim()
    .min(1)
    .max(personalKinds[kind].maxLength)
    .refine(kindsWithLines.has(kind) ? isCleanText : isCleanLine, uncleanText)
    .brand<'Plain'>()
    .register(plainKinds, { kind });

export interface ConcealContext {
  readonly random: Random;
  /** Division that owns the event the digests go into. */
  readonly division: string;
  /** Date in Asia/Shanghai (YYYY-MM-DD) from which retention counts. */
  readonly recordedOn: string;
  /** Random id of the person concerned, where the values of this input are about one person. */
  readonly subject?: string;
}

/**
 * Replaces every `plain` field of a parsed input by its digest. Put `entries` into the vault before the event is
 * appended. Salts are random: concealing the same input twice gives different digests.
 * Throws for a schema with a wrapper it can't see through (transform, intersection, map, set): a bug of the schema's author.
 */
export const concealInput = <Schema extends z.ZodType>(
  schema: Schema,
  input: z.output<Schema>,
  context: ConcealContext,
): { readonly value: Concealed<z.output<Schema>>; readonly entries: readonly VaultEntry[] } => {
  const entries: VaultEntry[] = [];
  const { random, ...rest } = context;
  const conceal = (kind: PersonalKindName, value: string): Digest => {
    const salt = random.bytes(saltBytes);
    const digest = digestOf(salt, value);
    entries.push({ digest, salt, value, kind, ...rest });
    return digest;
  };
  return { value: walk(schema, input, conceal) as Concealed<z.output<Schema>>, entries };
};

const never = z.never();

type Conceal = (kind: PersonalKindName, value: string) => Digest;

const walk = (schema: z.core.$ZodType, value: unknown, conceal: Conceal): unknown => {
  const mark = plainKinds.get(schema);
  if (mark !== undefined && typeof value === 'string') return conceal(mark.kind, value);
  if (value === undefined || value === null) return value;
  const { def } = (schema as z.core.$ZodTypes)._zod;
  switch (def.type) {
    case 'object':
      return walkObject(def, value as Record<string, unknown>, conceal);
    case 'array':
      return (value as unknown[]).map((item) => walk(def.element, item, conceal));
    case 'record':
      return mapValues(value as Record<string, unknown>, (item) => walk(def.valueType, item, conceal));
    case 'optional':
    case 'nullable':
    case 'default':
    case 'prefault':
    case 'nonoptional':
    case 'readonly':
    case 'catch':
      return walk(def.innerType, value, conceal);
    case 'lazy':
      return walk(def.getter(), value, conceal);
    case 'union':
      return walk(optionOf(def, value), value, conceal);
    case 'tuple':
      return (value as unknown[]).map((item, i) => walk(def.items[i] ?? def.rest ?? never, item, conceal));
    case 'pipe':
      return walk(def.out, value, conceal);
    case 'intersection':
    case 'map':
    case 'set':
    case 'promise':
    case 'transform':
      throw new TypeError(`concealInput can't see through a zod ${def.type}`);
    default:
      return value;
  }
};

const mapValues = (object: Record<string, unknown>, map: (value: unknown, key: string) => unknown) =>
  Object.fromEntries(Object.entries(object).map(([key, value]) => [key, map(value, key)]));

const walkObject = (def: z.core.$ZodObjectDef, value: Record<string, unknown>, conceal: Conceal) =>
  mapValues(value, (item, key) => {
    const member = Object.hasOwn(def.shape, key) ? def.shape[key] : def.catchall;
    return member === undefined ? item : walk(member, item, conceal);
  });

/** By discriminator where there is one, else the first option that takes the value, as zod itself chooses. */
const optionOf = (def: z.core.$ZodUnionDef, value: unknown): z.core.$ZodType => {
  const discriminator = 'discriminator' in def ? String(def.discriminator) : undefined;
  const option = def.options.find((candidate) =>
    discriminator === undefined
      ? z.safeParse(candidate, value).success
      : candidate._zod.propValues?.[discriminator]?.has(
          (value as Record<string, z.core.util.Primitive>)[discriminator],
        ),
  );
  if (option === undefined) throw new TypeError('concealInput takes a parsed input: no option of a union fits');
  return option;
};
