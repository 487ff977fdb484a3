import { computed, ref } from 'vue';
import { graphql } from './api/graphql.ts';
import { actingOffice } from './preferences.ts';
import { viewerQuery } from './viewer-query.ts';

export interface OfficeHeld {
  readonly id: string;
  readonly kind: string;
  readonly body: { readonly id: string; readonly name: string };
  readonly division: { readonly code: string; readonly name: string };
}
export interface Viewer {
  readonly signedIn: boolean;
  readonly person: string | null;
  readonly name: string | null;
  readonly villages: readonly {
    readonly kind: string;
    readonly division: { readonly code: string; readonly name: string };
  }[];
  readonly memberships: readonly {
    readonly id: string;
    readonly name: string;
    readonly division: { readonly code: string; readonly name: string };
  }[];
  readonly offices: readonly OfficeHeld[];
}

/** Who looks at the page; undefined until known. */
export const viewer = ref<Viewer>();
export const acting = computed(() => viewer.value?.offices.find(({ id }) => id === actingOffice.value));

/** Why that is not known: the server can't be reached, say. */
export const viewerFailure = ref<string>();

export const loadViewer = async (): Promise<void> => {
  viewerFailure.value = undefined;
  try {
    viewer.value = (await graphql<{ viewer: Viewer }>(viewerQuery, {}, true)).viewer;
  } catch (error) {
    viewerFailure.value = error instanceof Error ? error.message : String(error);
    return;
  }
  // An office that has ended must not keep a person from her own page.
  if (!viewer.value.offices.some(({ id }) => id === actingOffice.value)) actingOffice.value = undefined;
};

export const signIn = (account?: string): void => {
  const to = location.pathname + location.search;
  const query = new URLSearchParams({ to, ...(account === undefined ? {} : { account }) });
  location.href = `/sign-in?${query}`;
};

export const signOut = async (): Promise<void> => {
  await fetch('/sign-out', { method: 'POST' });
  actingOffice.value = undefined;
  location.href = '/';
};
