import { computed } from 'vue';
import { knownIn } from '../../known.ts';
import { lastPosition } from '../../position.ts';
import { knownBindings } from '../../preferences.ts';
import { useQuery } from '../../use-query.ts';
import { viewer } from '../../viewer.ts';
import { bindingsQuery } from '../queries.ts';

export interface Binding {
  readonly account: string;
  readonly method: 'ACTIVATION_SLIP' | 'REAL_NAME_ISSUER' | 'FOUNDING';
  readonly since: string;
  readonly until: string | null;
  readonly officers: readonly string[];
}

/** Which binding is meant: the same account may be bound again. */
const nameOf = ({ account, since }: Binding): string => `${account} ${since}`;

/** Bindings of accounts to the person herself, and which of them she has not seen on this device. */
export const useBindings = () => {
  const query = useQuery<{ viewer: { readonly bindings: readonly Binding[] } }>(bindingsQuery, () =>
    viewer.value?.person ? { atLeast: lastPosition.value } : undefined,
  );
  const bindings = computed(() => query.data.value?.viewer.bindings ?? []);
  const { isKnown, know } = knownIn(knownBindings);
  const unseen = computed(() =>
    bindings.value.filter((binding) => binding.until === null && !isKnown(nameOf(binding))),
  );
  const acknowledge = (binding: Binding): void => know(nameOf(binding));
  return { ...query, bindings, unseen, acknowledge };
};
