import type { RegistryEvent } from '@cunjian/contracts';
import type { Dispatch, Reaction } from '@cunjian/processing';
import type { ActingService } from './context.ts';

/** The event comes first; this makes sure that the values go, also after a restore or a crash between the two. */
export const eraseValuesIn = (service: string): Reaction => ({
  name: `${service}-erase-values`,
  events: ['value-erased'],
  react: ({ name, data }) => {
    const event = { type: name, data } as RegistryEvent;
    return event.type === 'value-erased' ? [{ type: 'erase-values', data: { digests: event.data.digests } }] : [];
  },
});

/** Digests that are not in this vault are those of another service's. */
export const eraseValues = async (
  { runtime }: Pick<ActingService, 'runtime'>,
  { data }: Parameters<Dispatch>[0],
): Promise<'done'> => {
  await runtime.vault.erase((data as { readonly digests: readonly string[] }).digests);
  return 'done';
};
