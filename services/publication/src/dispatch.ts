import { foldHistory, instantOf, loadStream } from '@cunjian/service-kit/acting';
import { isRefused, refuse } from '@cunjian/kernel';
import type { Dispatch, DispatchedCommand } from '@cunjian/processing';
import { disclosureAudience } from './api/on-disclosure.ts';
import { resourceOfSubject } from './api/look-ups.ts';
import { disclosureIn, overdueCommand } from './api/objected.ts';
import { disclosureDecider } from './disclosure/decide.ts';
import { objectionDecider } from './objection/decide.ts';
import { type Publication } from './publication-context.ts';

const onDisclosure = async (
  publication: Publication,
  { commandId, actor, correlationId, type, data }: DispatchedCommand,
) => {
  const { disclosure } = data as { disclosure: string };
  const state = await disclosureIn(publication, disclosure);
  if (state.status === 'none') return refuse('disclosure.unknown');
  const resource = resourceOfSubject(state.subject);
  const { division, body } = state.subject;
  return publication.runtime.handle({
    stream: disclosure,
    decider: disclosureDecider,
    command: { do: type === 'lapse-opinion' ? 'lapse-opinion' : 'close-window', now: instantOf(publication) },
    meta: { commandId, actor, correlationId, division, body, audience: (event) => disclosureAudience(event, resource) },
  });
};

const onObjection = async (publication: Publication, { commandId, actor, correlationId, data }: DispatchedCommand) => {
  const { objection } = data as { objection: string };
  const state = foldHistory(objectionDecider, await loadStream(publication, objection));
  if (state.status === 'none') return refuse('objection.unknown');
  const command = await overdueCommand(publication, state.disclosure);
  if (isRefused(command)) return command;
  const { division, body } = state;
  return publication.runtime.handle({
    stream: objection,
    decider: objectionDecider,
    command,
    meta: { commandId, actor, correlationId, division, body, audience: 'parties' },
  });
};

/** Carries out what the reactions ask for. */
export const createDispatch =
  (publication: Publication): Dispatch =>
  async (command) => {
    switch (command.type) {
      case 'lapse-opinion':
      case 'close-window': {
        const handled = await onDisclosure(publication, command);
        return isRefused(handled) ? handled : 'done';
      }
      case 'mark-overdue': {
        const handled = await onObjection(publication, command);
        return isRefused(handled) ? handled : 'done';
      }
      case 'erase-values':
        // Digests that are not in this vault are those of another service's.
        await publication.runtime.vault.erase((command.data as { readonly digests: readonly string[] }).digests);
        return 'done';
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
