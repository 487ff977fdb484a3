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
  readonly account: string | null;
  readonly person: string | null;
  readonly name: string | null;
  /** `/sign-in?bind=1` binds the account by an issuer with real-name assurance. */
  readonly mayBindByIssuer: boolean;
  readonly villages: readonly {
    readonly kind: string;
    readonly division: { readonly code: string; readonly name: string };
  }[];
  readonly memberships: readonly {
    readonly id: string;
    readonly kind: string;
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

const rebindTries = 20;
const rebindDelayMs = 250;

/** After her account was bound or freed: until the page knows her by it, or no longer. */
export const reloadViewer = async (isBound: boolean): Promise<void> => {
  for (let tries = 0; tries < rebindTries; tries++) {
    await loadViewer();
    if (viewer.value === undefined || (viewer.value.person !== null) === isBound) return;
    await new Promise((resolve) => setTimeout(resolve, rebindDelayMs));
  }
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
