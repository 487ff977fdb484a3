import type { RegistryEventOf } from '../registry-event.ts';

export type DeploymentEvent = RegistryEventOf<'deployment-founded'>;

/** The stream `deployment`: the store's first event gives the deployment its name, for ever. */
export type Deployment =
  | { readonly status: 'unfounded' }
  | { readonly status: 'founded'; readonly name: string; readonly operatorAccounts: readonly string[] };

export const initialState: Deployment = { status: 'unfounded' };

export const evolve = (_state: Deployment, { data }: DeploymentEvent): Deployment => ({ status: 'founded', ...data });
