import type { DisclosureEvent } from '@cunjian/contracts';
import { carryOut, eraseValues, foldHistory, instantOf, loadStream } from '@cunjian/service-kit/acting';
import { isRefused, refuse, type Refused } from '@cunjian/kernel';
import type { Dispatch, DispatchedCommand } from '@cunjian/processing';
import { resourceOfSubject } from '@cunjian/access';
import { disclosureAudience } from './api/on-disclosure.ts';
import { disclosureIn, overdueCommand } from './api/objected.ts';
import { disclosureDecider } from './disclosure/decide.ts';
import { objectionDecider } from './objection/decide.ts';
import { type Publication } from './publication-context.ts';

type Carried = Promise<'done' | Refused>;

const onDisclosure = async (publication: Publication, dispatched: DispatchedCommand): Carried => {
  const { disclosure } = dispatched.data as { disclosure: string };
  const state = await disclosureIn(publication, disclosure);
  if (state.status === 'none') return refuse('disclosure.unknown');
  const resource = resourceOfSubject(state.subject);
  const { division, body } = state.subject;
  return carryOut(publication, dispatched, {
    stream: disclosure,
    decider: disclosureDecider,
    command: {
      do: dispatched.type === 'lapse-opinion' ? 'lapse-opinion' : 'close-window',
      now: instantOf(publication),
    },
    ...{ division, body, audience: (event: DisclosureEvent) => disclosureAudience(event, resource) },
  });
};

const onObjection = async (publication: Publication, dispatched: DispatchedCommand): Carried => {
  const { objection } = dispatched.data as { objection: string };
  const state = foldHistory(objectionDecider, await loadStream(publication, objection));
  if (state.status === 'none') return refuse('objection.unknown');
  const command = await overdueCommand(publication, state.disclosure);
  if (isRefused(command)) return command;
  const where = { division: state.division, body: state.body, audience: 'parties' } as const;
  return carryOut(publication, dispatched, { stream: objection, decider: objectionDecider, command, ...where });
};

/** Carries out what the reactions ask for. */
export const createDispatch =
  (publication: Publication): Dispatch =>
  async (command) => {
    switch (command.type) {
      case 'lapse-opinion':
      case 'close-window':
        return onDisclosure(publication, command);
      case 'mark-overdue':
        return onObjection(publication, command);
      case 'erase-values':
        return eraseValues(publication, command);
      case 'erase-file': {
        const { sha256, names } = command.data as { readonly sha256: string; readonly names: readonly string[] };
        await publication.runtime.vault.erase(names);
        await publication.runtime.blobs.erase(sha256);
        return 'done';
      }
      default:
        throw new Error(`no reaction of this service asks for ${command.type}`);
    }
  };
