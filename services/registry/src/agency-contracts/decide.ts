import { refuse, refuseAll, unreachable, type Decider, type Refusal, type Refused } from '@cunjian/kernel';
import type { BodyKind } from '@cunjian/contracts';
import type { RegistryEventOf } from '../registry-event.ts';
import {
  evolve,
  initialState,
  type AgencyContract,
  type AgencyContracts,
  type AgencyContractsEvent,
} from './agency-contracts.ts';

export interface SignContract {
  readonly kind: 'sign';
  readonly contract: RegistryEventOf<'agency-contract-signed'>['data'];
  readonly agencyKind: BodyKind;
  readonly bodyKind: BodyKind;
  /** Look-up: whether the body's village lies within the agency's division. */
  readonly withinAgency: boolean;
  /** Look-up: contracts of the body with other agencies. */
  readonly withOthers: readonly AgencyContract[];
}
export type AgencyContractsCommand =
  | SignContract
  | { readonly kind: 'end'; readonly ending: Omit<RegistryEventOf<'agency-contract-ended'>['data'], 'body'> };

const withBooks: readonly BodyKind[] = ['villagers-committee', 'residents-committee', 'collective', 'group-collective'];

const running = (contract: AgencyContract, from: string, to: string): boolean =>
  contract.from <= to && from <= contract.to && (contract.endedOn === undefined || from < contract.endedOn);

const sign = (command: SignContract, state: AgencyContracts): readonly AgencyContractsEvent[] | Refused => {
  const { contract, agencyKind, bodyKind, withinAgency, withOthers } = command;
  const { body, agency, from, to } = contract;
  const findings: Refusal[] = [];
  if (agencyKind !== 'agency') findings.push({ code: 'contract.no-agency', params: { agency }, field: 'agency' });
  if (!withBooks.includes(bodyKind)) findings.push({ code: 'contract.no-books', params: { body }, field: 'body' });
  if (!withinAgency) findings.push({ code: 'contract.outside', params: { agency, body }, field: 'body' });
  if (to < from) findings.push({ code: 'dates.before-beginning', params: { date: to, beginning: from }, field: 'to' });
  const other = [...state, ...withOthers].find((known) => known.body === body && running(known, from, to));
  if (other !== undefined)
    findings.push({ code: 'contract.running', params: { body, from: other.from, to: other.to }, field: 'from' });
  return refuseAll(findings) ?? [{ type: 'agency-contract-signed', data: contract }];
};

export const decide = (
  command: AgencyContractsCommand,
  state: AgencyContracts,
): readonly AgencyContractsEvent[] | Refused => {
  switch (command.kind) {
    case 'sign':
      return sign(command, state);
    case 'end': {
      const { contract, on } = command.ending;
      const found = state.find((other) => other.contract === contract);
      if (found === undefined) return refuse('contract.unknown', { contract }, 'contract');
      if (found.endedOn !== undefined) return refuse('contract.ended', { contract, on: found.endedOn }, 'contract');
      if (on < found.from) return refuse('dates.before-beginning', { date: on, beginning: found.from }, 'on');
      return [{ type: 'agency-contract-ended', data: { ...command.ending, body: found.body } }];
    }
    default:
      return unreachable(command);
  }
};

export const agencyContractsDecider: Decider<AgencyContractsCommand, AgencyContracts, AgencyContractsEvent> = {
  initialState,
  decide,
  evolve,
};
