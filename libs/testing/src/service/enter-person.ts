import { nationalDivision, type BodyKind, type Digest, type OfficeKind, type RegistryEvent } from '@cunjian/contracts';

/** What the registry knows of somebody. */
export interface Person {
  /** The village that she is registered in. */
  readonly resident?: string;
  /** Bodies on whose rolls she stands. */
  readonly members?: readonly string[];
  readonly office?: { readonly kind: OfficeKind; readonly body: string; readonly division: string };
}

type Register = (
  stream: string,
  division: string,
  body: string | undefined,
  ...events: RegistryEvent[]
) => Promise<void>;

/** Specs of services that only ask who belongs where read no names. */
const someName = 'n'.repeat(43) as Digest;
const from = '2020-01-01';

/** A body of the kind, with two notice boards where it has to disclose. */
export const establishBody = async (
  register: Register,
  body: string,
  kind: BodyKind,
  division: string,
): Promise<void> => {
  const owesDisclosure = kind === 'villagers-committee' || kind === 'collective';
  const noticeBoards = owesDisclosure ? ['上村', '下村'] : [];
  await register(`body-${body}`, division, body, {
    type: 'body-established',
    data: { body, kind, name: body, division, predecessors: [], owesDisclosure, noticeBoards, from },
  });
};

/** Binds the account `name` to `person`, and tells where she lives, on whose rolls she stands and her office, which bears her name. */
export const enterPerson = async (
  register: Register,
  name: string,
  person: string,
  { resident, members = [], office }: Person,
): Promise<void> => {
  await register(`account-${name}`, nationalDivision, undefined, {
    type: 'account-bound',
    data: { account: name, person, method: 'founding', officers: [] },
  });
  if (resident !== undefined)
    await register(`residency-${name}`, resident, undefined, {
      type: 'residency-recorded',
      data: { person, division: resident, kind: 'registered', household: 'h', from, name: someName },
    });
  for (const body of members)
    await register(`roll-${name}-${body}`, body.slice(0, nationalDivision.length), body, {
      type: 'member-admitted',
      data: { body, person, from },
    });
  if (office !== undefined)
    await register(`offices-${name}`, office.division, office.body, {
      type: 'office-given',
      data: { office: name, ...office, person, from, to: '2030-01-01', rules: [] },
    });
};
