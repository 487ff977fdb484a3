import type { Dispatch } from '@cunjian/processing';
import type { Consultation } from './consultation-context.ts';

/** Carries out what the reactions ask for. */
export const createDispatch =
  ({ runtime }: Consultation): Dispatch =>
  async ({ type, data }) => {
    switch (type) {
      case 'erase-values':
        // Digests that are not in this vault are those of another service's.
        await runtime.vault.erase((data as { readonly digests: readonly string[] }).digests);
        return 'done';
      default:
        throw new Error(`no reaction of this service asks for ${type}`);
    }
  };
