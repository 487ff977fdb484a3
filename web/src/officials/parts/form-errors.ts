import { computed, inject, provide, type ComputedRef, type InjectionKey, type Ref } from 'vue';
import type { UserError } from '../../api/graphql.ts';

/** A finding at a field of a form, found here or by the server. */
export type FieldError = Pick<UserError, 'field' | 'message'> & Partial<UserError>;

const key: InjectionKey<Readonly<Ref<readonly FieldError[]>>> = Symbol('errors of the form');

/** Fields below this component show those of `errors` that are about them. */
export const provideErrors = (errors: Readonly<Ref<readonly FieldError[]>>): void => provide(key, errors);

export const useErrorsOf = (path: () => string): ComputedRef<readonly FieldError[]> => {
  const errors = inject(key, undefined);
  return computed(() => errors?.value.filter(({ field }) => field === path()) ?? []);
};
