import { concealInput, type Concealed, type VaultEntry } from '@cunjian/personal-data';
import type { z } from 'zod';
import { todayOf, type ActingService } from './context.ts';
import type { OpenFile } from './open-named-files.ts';

/** Collects what people wrote in one command, for the vault, and opens the files that it may name. */
export interface Words {
  /** Digests in place of every `plain` field. `subject`: the person the words are about or from. */
  conceal<Schema extends z.ZodType>(
    schema: Schema,
    value: z.output<Schema>,
    subject?: string,
  ): Concealed<z.output<Schema>>;
  entries(): readonly VaultEntry[];
  readonly openFile: OpenFile;
}

export const createWords = (service: Pick<ActingService, 'runtime'>, division: string, openFile: OpenFile): Words => {
  const entries: VaultEntry[] = [];
  const recordedOn = todayOf(service);
  const { random } = service.runtime;
  return {
    conceal: (schema, value, subject) => {
      const context = { random, division, recordedOn, ...(subject === undefined ? {} : { subject }) };
      const concealed = concealInput(schema, value, context);
      entries.push(...concealed.entries);
      return concealed.value;
    },
    entries: () => entries,
    openFile,
  };
};
