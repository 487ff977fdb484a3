import { carryOut } from '@cunjian/service-kit/acting';
import { nationalDivision, type RegistryEvent } from '@cunjian/contracts';
import type { Refused } from '@cunjian/kernel';
import type { Dispatch, DispatchedCommand } from '@cunjian/processing';
import { accountDecider } from './account/decide.ts';
import { accountStream } from './account/account-stream.ts';
import { bodyDecider, type BodyCommand } from './body/decide.ts';
import { endContracts, endOffices } from './body/end-with-body.ts';
import { seatTheOperator } from './deployment/seat-operator.ts';
import { establishCommittees } from './division-list/establish-committees.ts';
import { writeDivisionList, type WriteDivisionList } from './division-list/write-list.ts';
import { levelWithStore } from './dispatching.ts';
import { eraseEnded } from './erasure/erase-ended.ts';
import { bodies } from './projections/bodies.ts';
import type { DissolveCommittee, EstablishCommittees, RenameCommittee } from './reactions/keep-committees.ts';
import type { EndWithBody } from './reactions/end-with-body.ts';
import type { EraseEnded } from './reactions/erase-ended.ts';
import type { SeatOperator } from './reactions/seat-operator.ts';
import type { Registry } from './registry-context.ts';
import type { RegistryEventOf } from './registry-event.ts';
import { eraseImportFile } from './residents-import/erase-file.ts';
import { writeResidents, type WriteResidents } from './residents-import/write-residents.ts';

type Binding = Extract<RegistryEvent, { type: 'account-bound' }>['data'];
type Answer = Promise<'done' | Refused>;

const createBodyCommands = (registry: Registry) => {
  const { queries } = registry;
  const run = (
    dispatched: DispatchedCommand,
    { body, division }: { readonly body: string; readonly division: string },
    command: BodyCommand,
  ): Answer =>
    carryOut(registry, dispatched, {
      ...{ stream: `body-${body}`, decider: bodyDecider, command },
      ...{ division, body, audience: 'public' },
    });
  return {
    rename: async (dispatched: DispatchedCommand, committee: RenameCommittee): Answer => {
      await levelWithStore(registry, [bodies]);
      const { body, name, formerly } = committee;
      if ((await queries.bodies.one(body))?.name !== formerly) return 'done';
      return run(dispatched, committee, { kind: 'change', change: { body, name } });
    },
    dissolve: (dispatched: DispatchedCommand, committee: DissolveCommittee): Answer => {
      const { body, on, successors } = committee;
      return run(dispatched, committee, { kind: 'dissolve', dissolution: { body, on, successors: [...successors] } });
    },
  };
};

/** Carries out what the reactions ask for; `data` is what the reaction of that type made. */
export const createDispatch = (registry: Registry): Dispatch => {
  const { runtime } = registry;
  const body = createBodyCommands(registry);
  return async (command) => {
    const { type, data } = command;
    switch (type) {
      case 'seat-operator':
        return seatTheOperator(registry, data as SeatOperator, command);
      case 'write-division-list':
        return writeDivisionList(registry, data as WriteDivisionList, command);
      case 'write-residents':
        return writeResidents(registry, data as WriteResidents, command);
      case 'establish-committees':
        return establishCommittees(registry, (data as EstablishCommittees).list, command);
      case 'rename-committee':
        return body.rename(command, data as RenameCommittee);
      case 'dissolve-committee':
        return body.dissolve(command, data as DissolveCommittee);
      case 'end-offices':
        return endOffices(registry, data as EndWithBody, command);
      case 'end-contracts':
        return endContracts(registry, data as EndWithBody, command);
      case 'bind-account': {
        const binding = data as Binding;
        return carryOut(registry, command, {
          ...{ stream: accountStream(binding.account), decider: accountDecider, command: { kind: 'bind', binding } },
          ...{ division: nationalDivision, audience: 'parties' },
        });
      }
      case 'erase-ended':
        return eraseEnded(registry, data as EraseEnded, command);
      case 'erase-import-file':
        return eraseImportFile(registry, (data as { readonly import: string }).import);
      case 'erase-values':
        await runtime.vault.erase((data as { readonly digests: readonly string[] }).digests);
        return 'done';
      case 'restrict-values': {
        const { digests, restricted } = data as RegistryEventOf<'value-restricted'>['data'];
        await runtime.vault.setRestricted(digests, restricted);
        return 'done';
      }
      default:
        throw new Error(`the registry knows no command ${type}`);
    }
  };
};
