import type { z } from 'zod';

type Environment = Readonly<Record<string, string | undefined>>;

/** Thrown at start: names every bad variable at once, what it holds and what it should, so that one restart mends all. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
}

/** A secret may stand in these, in the URL of a store as its user's password: what could be one is not repeated in a log. */
const mayHoldSecret = /SECRET|PASSWORD|TOKEN|KEY|EVENTSTOREDB|MONGODB/;

const shown = (name: string, value: string | undefined): string =>
  value === undefined ? 'is not set' : mayHoldSecret.test(name) ? 'is set' : `is ${JSON.stringify(value)}`;

const remedyOf = (schema: z.ZodObject, name: string): string => schema.shape[name]?.description ?? '';

/** Variables that are of use together alone. */
export interface Together {
  readonly names: readonly string[];
  /** What for: `to sign in by OIDC`. */
  readonly purpose: string;
}

const isSet = (value: string | undefined): boolean => value !== undefined && value !== '';

const incomplete = (env: Environment, { names, purpose }: Together): readonly string[] => {
  const missing = names.filter((name) => !isSet(env[name]));
  return missing.length === 0 || missing.length === names.length
    ? []
    : [`  ${missing.join(', ')} not set: ${purpose}, all ${names.length} are needed.`];
};

/**
 * Environment → frozen typed config. Keys of `schema` are the variables' names; an empty variable counts as not set;
 * `.describe()` of a key says what is allowed and is shown as the remedy. `contradictions` are lines of what else is wrong.
 * Throws a `ConfigError`.
 */
export const readConfig = <Schema extends z.ZodObject>(
  schema: Schema,
  env: Environment,
  { together = [], contradictions = [] }: { together?: readonly Together[]; contradictions?: readonly string[] } = {},
): Readonly<z.infer<Schema>> => {
  const given = Object.fromEntries(
    Object.keys(schema.shape).flatMap((name) => (isSet(env[name]) ? [[name, env[name]]] : [])),
  );
  const parsed = schema.safeParse(given);
  const lines = [
    ...(parsed.error?.issues ?? []).map(({ path: [name], message }) => {
      const variable = String(name);
      return `  ${variable} ${shown(variable, env[variable])}: ${message}. ${remedyOf(schema, variable)}`.trimEnd();
    }),
    ...together.flatMap((group) => incomplete(env, group)),
    ...contradictions,
  ];
  if (parsed.success && lines.length === 0) return Object.freeze(parsed.data);
  throw new ConfigError(`the configuration is wrong:\n${[...new Set(lines)].join('\n')}`);
};
