import type { ConsultationRouter } from '@cunjian/consultation/api';
import type { EventReader } from '@cunjian/event-store';
import type { RegistryRouter } from '@cunjian/registry/api';
import type { Config } from '@cunjian/standalone/config';
import type { Actors } from './actors.ts';
import type { DerivedStores } from './derived.ts';

/** The system under test, whichever way it is deployed. */
export interface Deployment {
  readonly url: string;
  /** What it keeps lies in here; a journey may put files of its own beside that. */
  readonly dataDir: string;
  /** What audit keeps of its own: what it signed, and by which keys. */
  readonly auditDir: string;
  /** Where audit says how it is. */
  readonly auditUrl: string;
  /** Options by which `cunjian` finds what it keeps, while it runs. */
  readonly kept: readonly string[];
  readonly events: Pick<EventReader, 'readAll' | 'head'>;
  /** Names of checks that `doctor` must tell of, among others. */
  readonly checks: readonly string[];
  readonly as: Actors;
  /** The same account signed in once more. */
  readonly anotherTab: Actors;
  /** Until every read model, reaction and log is level with the store, and nobody writes any more. */
  settle(): Promise<void>;
  /** Shows everybody what has been sealed so far. */
  advanceHeads(): Promise<void>;
  /** At once where that can be had; else they are asked every few seconds. */
  askWitnesses(): Promise<void>;
  /** Goes on to that instant, RFC 3339, with whatever falls due until then. Tokens from before may be over: sign in anew. */
  goOnTo(instant: string): Promise<void>;
  /** Services as the gateway calls them, in the name of an account that no sign-in knows. */
  calling(account: string, office?: string): Called;
  /** Ends all services, and starts them again after `meanwhile`. Of the two deployments the one that is returned is the one. */
  restarted(meanwhile: (derived: DerivedStores) => Promise<void>): Promise<Deployment>;
  /** Ends all of it as an operator does; what it keeps stays. */
  shutDown(): Promise<void>;
  /** The same; of a demo the folder is removed. */
  stop(): Promise<void>;
}

export interface Called {
  readonly registry: ReturnType<RegistryRouter['createCaller']>;
  readonly consultation: ReturnType<ConsultationRouter['createCaller']>;
}

/** What a test sets of either. */
export type RunOptions = Pick<Partial<Config>, 'pageRoot' | 'witnesses'>;
