import { refuse, refuseAll, unreachable, type Decider, type Refusal, type Refused } from '@cunjian/kernel';
import type { BodyKind, OfficeKind } from '@cunjian/contracts';
import type { RegistryEventOf } from '../registry-event.ts';
import { incompatibleOffices, meet, type HeldOffice, type Incompatibility } from './incompatibility.ts';
import { evolve, initialState, type Offices, type OfficesEvent } from './offices.ts';

type Given = RegistryEventOf<'office-given'>['data'];

export interface GiveOffice {
  readonly kind: 'give';
  /** Without the rules, which `incompatibilities` gives. */
  readonly office: Omit<Given, 'rules'>;
  readonly bodyKind: BodyKind;
  /** Look-ups: offices of the person and of her relatives in the bodies of the same village, other bodies than this. */
  readonly heldElsewhere: readonly HeldOffice[];
  readonly relatives: readonly string[];
  /** The rules in force for the body on the first day of the term. */
  readonly incompatibilities: readonly Incompatibility[];
}
export type OfficesCommand =
  | GiveOffice
  | { readonly kind: 'end'; readonly ending: RegistryEventOf<'office-ended'>['data'] }
  /** With the body itself. */
  | { readonly kind: 'end-all'; readonly body: string; readonly on: string };

const village: readonly BodyKind[] = ['villagers-committee', 'residents-committee'];
const collective: readonly BodyKind[] = ['collective', 'group-collective'];

/** Which bodies have which offices. The supervision committee and the party branch are organs of the village. */
const bodiesWith: Readonly<Record<OfficeKind, readonly BodyKind[]>> = {
  'committee-chair': village,
  'committee-member': village,
  'party-secretary': village,
  clerk: village,
  reporter: [...village, ...collective],
  'supervision-chair': village,
  'supervision-member': village,
  'collective-chair': collective,
  'collective-director': collective,
  supervisor: collective,
  'agency-manager': ['agency'],
  'agency-accountant': ['agency'],
  'agency-cashier': ['agency'],
  registrar: ['government'],
  'department-officer': ['government'],
  auditor: ['government'],
  operator: ['government'],
  integrator: ['government'],
};

const heldTwice = ({ office: asked }: GiveOffice, offices: readonly HeldOffice[]): readonly Refusal[] =>
  offices
    .filter((other) => other.person === asked.person && other.kind === asked.kind && meet(asked, other))
    .map((other) => ({ code: 'office.held', params: { kind: asked.kind, to: other.to }, field: 'from' }));

const give = (command: GiveOffice, state: Offices): readonly OfficesEvent[] | Refused => {
  const { office, bodyKind, heldElsewhere, relatives, incompatibilities } = command;
  const findings: Refusal[] = [];
  if (!bodiesWith[office.kind].includes(bodyKind))
    findings.push({ code: 'office.wrong-body', params: { kind: office.kind, bodyKind }, field: 'kind' });
  // An operator may act anywhere, so only the deployment's own body has one: a registrar below can't make any.
  if (office.kind === 'operator' && !/^0{12}$/.test(office.division))
    findings.push({ code: 'office.operator-below', params: { division: office.division }, field: 'kind' });
  if (office.to < office.from)
    findings.push({ code: 'dates.before-beginning', params: { date: office.to, beginning: office.from }, field: 'to' });
  findings.push(...heldTwice(command, state));
  const { kind, person, from, to } = office;
  findings.push(
    ...incompatibleOffices({ kind, person, from, to, relatives }, [...state, ...heldElsewhere], incompatibilities),
  );
  const rules = [...new Map(incompatibilities.map(({ rule, version }) => [rule, { rule, version }])).values()];
  return refuseAll(findings) ?? [{ type: 'office-given', data: { ...office, rules } }];
};

export const decide = (command: OfficesCommand, state: Offices): readonly OfficesEvent[] | Refused => {
  switch (command.kind) {
    case 'give':
      return give(command, state);
    case 'end': {
      const { office, on } = command.ending;
      const found = state.find((other) => other.office === office);
      if (found === undefined) return refuse('office.unknown', { office }, 'office');
      if (found.endedOn !== undefined) return refuse('office.ended', { office, on: found.endedOn }, 'office');
      if (on < found.from) return refuse('dates.before-beginning', { date: on, beginning: found.from }, 'on');
      return [{ type: 'office-ended', data: command.ending }];
    }
    case 'end-all': {
      const { body, on } = command;
      return state
        .filter(({ to, endedOn }) => endedOn === undefined && on <= to)
        .map(({ office, from }) => ({
          type: 'office-ended',
          // One that was to begin later never begins.
          data: { office, body, on: from > on ? from : on, reason: 'other' },
        }));
    }
    default:
      return unreachable(command);
  }
};

export const officesDecider: Decider<OfficesCommand, Offices, OfficesEvent> = { initialState, decide, evolve };
