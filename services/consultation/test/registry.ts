import type { AssemblyKind } from '@cunjian/contracts';
import type { AssemblyMember, AssemblyQuestion, RegistryPort } from '../src/registry-port.ts';

/** The registry's assemblies as a spec has them: by kind and body, or by kind alone. What is not there has no members. */
export interface FakeRegistry extends RegistryPort {
  /** Replaces who belongs to an assembly from now on. */
  set(assembly: AssemblyKind, members: readonly AssemblyMember[], body?: string): void;
  /** The same, where only how many they are counts; `first` are among them. */
  fill(assembly: AssemblyKind, count: number, first?: readonly string[], body?: string): void;
  /** Two people are recorded as near relatives from now on, or as none. */
  relate(a: string, b: string, near?: boolean): void;
}

const nameOf = (assembly: AssemblyKind, body?: string): string => `${assembly}@${body ?? ''}`;

export const createFakeRegistry = (): FakeRegistry => {
  const assemblies = new Map<string, readonly AssemblyMember[]>();
  const drawn = ({ assembly, body, group }: AssemblyQuestion): readonly AssemblyMember[] => {
    const all = assemblies.get(nameOf(assembly, body)) ?? assemblies.get(nameOf(assembly)) ?? [];
    return group === undefined ? all : all.filter((member) => member.group === group);
  };
  const set: FakeRegistry['set'] = (assembly, members, body) => {
    assemblies.set(nameOf(assembly, body), members);
  };
  const relatives = new Map<string, ReadonlyMap<string, boolean>>();
  return {
    set,
    fill: (assembly, count, first = [], body) => {
      const people = Array.from({ length: count }, (_, at) => first[at] ?? `person-${assembly}-${at + 1}`);
      const members = people.map((person, at) => ({ person, household: `h${String(at + 1).padStart(6, '0')}` }));
      set(assembly, members, body);
    },
    members: async (_call, question) => drawn(question),
    count: async (_call, question) => drawn(question).length,
    standing: async ({ account }, question) => {
      const people = drawn(question);
      return { members: people.length, belongs: people.some(({ person }) => person === `person-${account}`) };
    },
    relate: (a, b, near = true) => {
      for (const [one, other] of [
        [a, b],
        [b, a],
      ] as const)
        relatives.set(one, new Map(relatives.get(one)).set(other, near));
    },
    kinship: async (_call, { person }) => relatives.get(person) ?? new Map(),
  };
};
