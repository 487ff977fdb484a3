import { contracts } from '@cunjian/contracts';

const known = new Set(Object.values(contracts).flatMap((events) => Object.keys(events)));

/** Names that no contract describes: whoever asks for them alone would wait for ever. */
export const unknownTypesOf = (types: readonly string[]): readonly string[] => types.filter((type) => !known.has(type));
