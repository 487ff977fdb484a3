import { AsyncLocalStorage } from 'node:async_hooks';
import type { Language } from '@cunjian/contracts';
import type { Log } from '@cunjian/service-kit';

/** What is known of a request wherever its errors are shown: Apollo's own hooks hand none of it on. */
export interface RequestScope {
  readonly language: Language;
  readonly correlationId: string;
  readonly log: Log;
}

export const requestScope = new AsyncLocalStorage<RequestScope>();
