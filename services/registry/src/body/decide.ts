import {
  canonicalJson,
  refuse,
  refuseAll,
  unreachable,
  type Decider,
  type Refusal,
  type Refused,
} from '@cunjian/kernel';
import { discloses, type BodyKind } from '@cunjian/contracts';
import type { RegistryEventOf } from '../registry-event.ts';
import { evolve, initialState, type Body, type BodyEvent, type BodyRecord } from './body.ts';

type Level = RegistryEventOf<'division-registered'>['data']['level'];

export interface EstablishBody {
  readonly kind: 'establish';
  readonly body: RegistryEventOf<'body-established'>['data'];
  /** Level of the division as the list has it, where it has it; `nation` for the deployment's own body. */
  readonly level: Level | 'nation' | undefined;
}
export type BodyCommand =
  | EstablishBody
  | { readonly kind: 'change'; readonly change: RegistryEventOf<'body-changed'>['data'] }
  | { readonly kind: 'dissolve'; readonly dissolution: RegistryEventOf<'body-dissolved'>['data'] };

const villageKinds: readonly BodyKind[] = [
  'villagers-committee',
  'residents-committee',
  'collective',
  'group-collective',
  'party-branch',
  'representatives',
  'delegates',
];

const repeatedBoard = (boards: readonly string[] = []): readonly Refusal[] => {
  const repeated = boards.find((board, index) => boards.indexOf(board) !== index);
  return repeated === undefined
    ? []
    : [{ code: 'body.repeated-notice-board', params: { board: repeated }, field: 'noticeBoards' }];
};

/** A roll of an assembly has nothing to disclose. */
const withoutBooks = (kind: BodyKind, owesDisclosure: boolean | undefined): readonly Refusal[] =>
  owesDisclosure === true && !discloses(kind)
    ? [{ code: 'body.keeps-no-books', params: { kind }, field: 'owesDisclosure' }]
    : [];

const establish = ({ body, level }: EstablishBody, state: Body): readonly BodyEvent[] | Refused => {
  if (state.status !== 'unknown') return refuse('body.exists', { body: body.body, name: state.name });
  const findings: Refusal[] = [...repeatedBoard(body.noticeBoards), ...withoutBooks(body.kind, body.owesDisclosure)];
  if (level === undefined)
    findings.push({ code: 'division.unknown', params: { code: body.division }, field: 'division' });
  else if (villageKinds.includes(body.kind) !== (level === 'village'))
    findings.push({ code: 'body.wrong-level', params: { kind: body.kind, level }, field: 'kind' });
  return refuseAll(findings) ?? [{ type: 'body-established', data: body }];
};

type Change = RegistryEventOf<'body-changed'>['data'];

/** Only what differs from what is recorded. */
const difference = ({ body, ...fields }: Change, state: BodyRecord): Change => ({
  body,
  ...Object.fromEntries(
    Object.entries(fields).filter(
      ([name, value]) =>
        value !== undefined && canonicalJson(value) !== canonicalJson(state[name as keyof typeof fields] ?? null),
    ),
  ),
});

const change = (asked: Change, state: BodyRecord): readonly BodyEvent[] | Refused => {
  const data = difference(asked, state);
  return (
    refuseAll([...repeatedBoard(data.noticeBoards), ...withoutBooks(state.kind, data.owesDisclosure)]) ??
    (Object.keys(data).length === 1 ? [] : [{ type: 'body-changed', data }])
  );
};

export const decide = (command: BodyCommand, state: Body): readonly BodyEvent[] | Refused => {
  if (command.kind === 'establish') return establish(command, state);
  const body = command.kind === 'change' ? command.change.body : command.dissolution.body;
  if (state.status === 'unknown') return refuse('body.unknown', { body }, 'body');
  if (state.status === 'dissolved') return refuse('body.dissolved', { body, name: state.name }, 'body');
  switch (command.kind) {
    case 'change':
      return change(command.change, state);
    case 'dissolve': {
      const { on } = command.dissolution;
      return on < state.from
        ? refuse('dates.before-beginning', { date: on, beginning: state.from }, 'on')
        : [{ type: 'body-dissolved', data: command.dissolution }];
    }
    default:
      return unreachable(command);
  }
};

export const bodyDecider: Decider<BodyCommand, Body, BodyEvent> = { initialState, decide, evolve };
