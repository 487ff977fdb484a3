import type { AssemblyKind } from '@cunjian/contracts';
import { isRefused, type Refused } from '@cunjian/kernel';
import type { CallContext } from '@cunjian/service-kit';

/** Somebody who belongs to an assembly, as the register has her. */
export interface AssemblyMember {
  readonly person: string;
  readonly household: string;
  readonly group?: string | undefined;
  readonly class?: 'registered-resident' | 'registered-away-declared' | 'resident-year-accepted' | undefined;
}

export interface AssemblyQuestion {
  readonly assembly: AssemblyKind;
  readonly division: string;
  /** Whose members they are, or in whose village they live. */
  readonly body: string;
  /** Of a villagers' group. */
  readonly group?: string | undefined;
  /** RFC 3339; the register as it was then. */
  readonly asOf: string;
}

/** Of the caller in an assembly. */
export interface AssemblyStanding {
  readonly members: number;
  readonly belongs: boolean;
}

/** What this service asks of the registry, in the name of whoever calls. Refuses as the registry does. */
export interface RegistryPort {
  /** Everybody of an assembly, sorted by household and person. */
  members(call: CallContext, question: AssemblyQuestion): Promise<readonly AssemblyMember[] | Refused>;
  /** How many that are: what a share is of. */
  count(call: CallContext, question: AssemblyQuestion): Promise<number | Refused>;
  /** The same, and whether whoever calls is one of them. */
  standing(call: CallContext, question: AssemblyQuestion): Promise<AssemblyStanding | Refused>;
  /** Whom a village recorded as somebody's near relatives 近亲属, or as none although they share a household. */
  kinship(call: CallContext, of: PersonInVillage): Promise<ReadonlyMap<string, boolean> | Refused>;
}

export interface PersonInVillage {
  readonly division: string;
  readonly person: string;
}

type Kinship = readonly { readonly person: string; readonly near: boolean }[];

/** The part of the registry's router that is called, in this process or another. */
export interface AssembliesOfRegistry {
  createCaller(call: CallContext): {
    readonly assemblies: {
      members(question: AssemblyQuestion): Promise<{ readonly value: readonly AssemblyMember[] | Refused }>;
      count(question: AssemblyQuestion): Promise<{ readonly value: number | Refused }>;
      standing(question: AssemblyQuestion): Promise<{ readonly value: AssemblyStanding | Refused }>;
      kinship(of: PersonInVillage): Promise<{ readonly value: Kinship | Refused }>;
    };
  };
}

export const registryPort = (registry: AssembliesOfRegistry): RegistryPort => ({
  members: async (call, question) => (await registry.createCaller(call).assemblies.members(question)).value,
  count: async (call, question) => (await registry.createCaller(call).assemblies.count(question)).value,
  standing: async (call, question) => (await registry.createCaller(call).assemblies.standing(question)).value,
  kinship: async (call, of) => {
    const { value } = await registry.createCaller(call).assemblies.kinship(of);
    return isRefused(value) ? value : new Map(value.map(({ person, near }) => [person, near]));
  },
});
