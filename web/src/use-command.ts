import { ref, shallowRef } from 'vue';
import { graphql, newCommandId, type UserError } from './api/graphql.ts';
import { lastPosition } from './position.ts';

export interface Receipt {
  readonly note: string;
  readonly state: 'PENDING' | 'KEPT' | 'BROKEN';
}
export { payloadFields } from './api/payload.ts';
export interface Payload {
  readonly userErrors: readonly UserError[];
  readonly receipt?: Receipt | null;
  readonly position?: string | null;
}

/**
 * One intent of the person: its command id stays the same over attempts, so that it happens once, and changes when it
 * has happened. `run` gives the payload where the command was accepted, undefined where `errors` or `failure` tell why not.
 */
export const useCommand = <Accepted extends Payload>(field: string, mutation: string) => {
  let commandId = newCommandId();
  /** What was sent without an answer, if anything: it may have happened. Something else is another intent. */
  let unanswered: string | undefined;
  const busy = ref(false);
  const errors = shallowRef<readonly UserError[]>([]);
  const failure = ref<string>();

  const run = async (input: object): Promise<Accepted | undefined> => {
    if (busy.value) return undefined;
    busy.value = true;
    errors.value = [];
    failure.value = undefined;
    const asked = JSON.stringify(input);
    if (unanswered !== undefined && unanswered !== asked) commandId = newCommandId();
    unanswered = asked;
    try {
      const payload = (await graphql<Record<string, Accepted>>(mutation, { input: { commandId, ...input } }))[field];
      if (payload === undefined) return undefined;
      // Done, or refused and hence not done: what comes next is a new intent.
      commandId = newCommandId();
      unanswered = undefined;
      errors.value = payload.userErrors;
      if (payload.userErrors.length > 0) return undefined;
      lastPosition.value = payload.position ?? lastPosition.value;
      return payload;
    } catch (error) {
      failure.value = error instanceof Error ? error.message : String(error);
      return undefined;
    } finally {
      busy.value = false;
    }
  };
  return { run, busy, errors, failure };
};
