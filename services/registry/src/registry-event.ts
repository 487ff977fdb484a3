import type { RegistryEvent } from '@cunjian/contracts';

/** The events of one aggregate, by their names. */
export type RegistryEventOf<Name extends RegistryEvent['type']> = Extract<RegistryEvent, { readonly type: Name }>;
