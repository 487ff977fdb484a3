import type { AssemblyKind } from '@cunjian/contracts';

/** The villagers' assembly meets as villagers or by households' representatives. */
export const isAssemblyOf = (demanded: AssemblyKind, assembly: AssemblyKind | undefined): boolean =>
  assembly === demanded || (demanded === 'villagers' && assembly === 'households');
