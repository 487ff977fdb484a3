import type { ConsultationEvent, RegistryEvent } from '@cunjian/contracts';
import type { ResolveCaller } from '@cunjian/service-kit';
import { ruleBook } from '@cunjian/statutes';
import { enterPerson, establishBody, openService, uploadAs, type Person } from '@cunjian/testing/service';
import { createApi } from '../src/api.ts';
import { createDispatch } from '../src/dispatch.ts';
import { publicationProjections } from '../src/projections.ts';
import { readModelsOf, type Publication } from '../src/publication-context.ts';
import { publicationReactions } from '../src/reactions.ts';

export { codesOf, ok, png } from '@cunjian/testing/service';

export const village = '330326101201';
export const committee = `${village}-vc`;
export const collective = `${village}-co`;
export const neighbour = '330326101202';
export const neighbourCommittee = `${neighbour}-vc`;
export const town = '330326101000';
export const county = '330326000000';
export const agency = `${town}-agency`;

/** Of what else stands in the store: specs write it as it is. */
type Given = RegistryEvent | ConsultationEvent;

/** This service on embedded stores, its read models brought level by hand, under a clock that stands still. */
export const openPublication = async (options: { readonly resolveCaller?: ResolveCaller } = {}) => {
  const opened = await openService<Given>('publication');
  const { clock, random, register, close } = opened;
  const runtime = { ...opened.runtime, ...options };
  const publication: Publication = { runtime, models: readModelsOf(runtime.readModels), ruleBook };
  const { catchUp, react } = opened.following({
    ...{ projections: publicationProjections, reactions: publicationReactions },
    dispatch: createDispatch(publication),
  });
  const api = createApi(publication);
  return {
    ...{ publication, clock, random, api, catchUp, react, register, close },
    /** The API in somebody's name. */
    as: (account: string | undefined, office?: string) => api.createCaller({ account, office, correlationId: 'test' }),
  };
};

export type Harness = Awaited<ReturnType<typeof openPublication>>;

/** Each acts in the office of her own name. */
export const people = {
  accountant: { office: { kind: 'agency-accountant', body: agency, division: town } },
  clerk: { office: { kind: 'clerk', body: committee, division: village } },
  chair: { office: { kind: 'committee-chair', body: committee, division: village } },
  collectiveChair: { office: { kind: 'collective-chair', body: collective, division: village } },
  supervision: { office: { kind: 'supervision-chair', body: committee, division: village } },
  supervisionMember: { office: { kind: 'supervision-member', body: committee, division: village } },
  villager: { resident: village },
  /** Wants nobody in the village to know that it is she who asks. */
  withheldVillager: { resident: village },
  outsider: { resident: neighbour },
  shareholder: { members: [collective] },
  townOfficer: { office: { kind: 'department-officer', body: `${town}-gov`, division: town } },
  countyOfficer: { office: { kind: 'department-officer', body: `${county}-gov`, division: county } },
  registrar: { office: { kind: 'registrar', body: `${town}-gov`, division: town } },
  villageRegistrar: { office: { kind: 'registrar', body: `${town}-gov`, division: village } },
  auditor: { office: { kind: 'auditor', body: `${county}-gov`, division: county } },
} as const satisfies Record<string, Person>;
export type PersonName = keyof typeof people;

export const personId = (name: PersonName): string => `person-${name}`;

/** A village with committee and collective, its neighbour, the township's agency, and everybody. */
export const settle = async (harness: Harness): Promise<void> => {
  await establishBody(harness.register, committee, 'villagers-committee', village);
  await establishBody(harness.register, collective, 'collective', village);
  await establishBody(harness.register, neighbourCommittee, 'villagers-committee', neighbour);
  await establishBody(harness.register, agency, 'agency', town);
  await establishBody(harness.register, `${town}-gov`, 'government', town);
  await establishBody(harness.register, `${county}-gov`, 'government', county);
  for (const body of [committee, neighbourCommittee])
    await harness.register(`contracts-${body}`, body.slice(0, 12), body, {
      type: 'agency-contract-signed',
      data: {
        ...{ contract: `c-${body}`, agency, body, bodyDivision: body.slice(0, 12) },
        ...{ from: '2020-01-01', to: '2030-01-01' },
      },
    });
  for (const [name, person] of Object.entries(people))
    await enterPerson(harness.register, name, personId(name as PersonName), person);
  await harness.catchUp();
};

/** In somebody's name; by default in everybody's. */
export const upload = (
  { publication: { runtime } }: Harness,
  bytes: Uint8Array,
  accounts: readonly string[] = Object.keys(people),
): Promise<string> => uploadAs(runtime, bytes, accounts);
