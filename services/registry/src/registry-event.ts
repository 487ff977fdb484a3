import type { RecordedEvent, RegistryEvent } from '@cunjian/contracts';

/** The events of one aggregate, by their names. */
export type RegistryEventOf<Name extends RegistryEvent['type']> = Extract<RegistryEvent, { readonly type: Name }>;

/** For a projection or reaction that asked for these events alone: the catalogue has checked them against their contracts. */
export const registryEvent = ({ name, data }: RecordedEvent): RegistryEvent => ({ type: name, data }) as RegistryEvent;
