import type { AssemblyKind, ConsultationEvent, DisclosureEvent, RegistryEvent } from '@cunjian/contracts';
import type { Log, ResolveCaller } from '@cunjian/service-kit';
import { ruleBook, type RuleBook } from '@cunjian/statutes';
import { enterPerson, establishBody, openService, uploadAs } from '@cunjian/testing/service';
import { createApi } from '../src/api.ts';
import { readModelsOf, type Consultation } from '../src/consultation-context.ts';
import { createDispatch } from '../src/dispatch.ts';
import { consultationProjections } from '../src/projections.ts';
import { consultationReactions } from '../src/reactions.ts';
import { openSecretRooms } from '../src/secret/secret-rooms.ts';
import { allBodies, people, personId, type PersonName } from './people.ts';
import { createFakeRegistry } from './registry.ts';

export { codesOf, ok, png } from '@cunjian/testing/service';
export * from './people.ts';

/** Of a deployment and of what else may stand in its store: specs write them as they are. */
type Given = RegistryEvent | ConsultationEvent | DisclosureEvent;

interface Options {
  readonly resolveCaller?: ResolveCaller;
  readonly ruleBook?: RuleBook;
  readonly log?: Log;
}

/** This service on embedded stores, its read models brought level by hand, under a clock that stands still. */
export const openConsultation = async ({ ruleBook: book = ruleBook, log: given, ...options }: Options = {}) => {
  // They are level, or it is the spec's to see what happens where they are not.
  const opened = await openService<Given>('consultation', { maxReadWaitMs: 0, ...(given && { log: given }) });
  const { dataDir, clock, random, register } = opened;
  const runtime = { ...opened.runtime, ...options };
  const registry = createFakeRegistry();
  const secret = await openSecretRooms({
    ...{ runtime, dataDir, deployment: 'cunjian.test', second: { kind: 'demo' } },
  });
  const consultation: Consultation = {
    ...{ runtime, models: readModelsOf(runtime.readModels), ruleBook: book, registry, secret },
  };
  const dispatch = createDispatch(consultation);
  const { catchUp, react } = opened.following({
    ...{ projections: consultationProjections, reactions: consultationReactions, dispatch },
  });
  const api = createApi(consultation);
  return {
    ...{ consultation, secret, dataDir, clock, random, api, dispatch, catchUp, react, register },
    /** Who belongs to which assembly; `settle` fills it. */
    registry,
    /** The API in somebody's name; see `people`. */
    as: (account: PersonName | undefined, office?: string) =>
      api.createCaller({ account, office, correlationId: 'test' }),
    /** The same, acting in the office of that name. */
    acting: (account: PersonName) => api.createCaller({ account, office: account, correlationId: 'test' }),
    close: async () => {
      await secret.close();
      await opened.close();
    },
  };
};

export type Harness = Awaited<ReturnType<typeof openConsultation>>;

/** How many belong to each assembly of the village; those of `people` who do are among them. */
const sizes: Readonly<Partial<Record<AssemblyKind, readonly [count: number, ...first: PersonName[]]>>> = {
  villagers: [
    ...([30, 'villager', 'secondVillager', 'thirdVillager', 'representative', 'secondRepresentative'] as const),
    ...(['partyMember', 'clerk', 'chair', 'committeeMember', 'secretary', 'supervision'] as const),
  ],
  households: [12, 'villager', 'representative', 'chair'],
  representatives: [6, 'representative', 'secondRepresentative'],
  'party-members': [5, 'partyMember', 'secretary'],
  'collective-members': [20, 'shareholder', 'collectiveChair'],
};

/** A village with its committee, collective, representatives and party branch, its neighbour, and everybody. */
export const settle = async (harness: Harness): Promise<void> => {
  const { register } = harness;
  for (const [body, kind, division] of allBodies) await establishBody(register, body, kind, division);
  for (const [name, person] of Object.entries(people))
    await enterPerson(register, name, personId(name as PersonName), person);
  for (const [assembly, [count, ...first]] of Object.entries(sizes))
    harness.registry.fill(assembly as AssemblyKind, count, first.map(personId));
  await harness.catchUp();
};

/** In somebody's name; by default in everybody's. */
export const upload = (
  { consultation: { runtime } }: Harness,
  bytes: Uint8Array,
  accounts: readonly string[] = Object.keys(people),
): Promise<string> => uploadAs(runtime, bytes, accounts);
