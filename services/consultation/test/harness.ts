import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { AssemblyKind, Audience, ConsultationEvent, DisclosureEvent, RegistryEvent } from '@cunjian/contracts';
import { isRefused, type Decider } from '@cunjian/kernel';
import { createProjector, createReactor, type Sink } from '@cunjian/processing';
import { openSqliteReadModelStore } from '@cunjian/read-model/sqlite';
import { createServiceRuntime, dataLayout, type Log, type Outcome, type ResolveCaller } from '@cunjian/service-kit';
import { ruleBook, type RuleBook } from '@cunjian/statutes';
import { createFakeClock, createSeededRandom } from '@cunjian/testing';
import { createApi } from '../src/api.ts';
import { readModelsOf, type Consultation } from '../src/consultation-context.ts';
import { createDispatch } from '../src/dispatch.ts';
import { consultationProjections } from '../src/projections.ts';
import { consultationReactions } from '../src/reactions.ts';
import { openSecretRooms } from '../src/secret/secret-rooms.ts';
import { allBodies, people, personId, village, type Person, type PersonName } from './people.ts';
import { createFakeRegistry } from './registry.ts';

export * from './people.ts';

/** Of a deployment and of what else may stand in its store: specs write them as they are. */
type Given = RegistryEvent | ConsultationEvent | DisclosureEvent;
const log: Decider<readonly Given[], null, Given> = {
  initialState: null,
  decide: (events) => events,
  evolve: () => null,
};

const drain = async (sink: Sink, consultation: Consultation): Promise<void> => {
  let after = (await sink.open()) ?? 0n;
  for (;;) {
    const types = sink.types === undefined ? {} : { types: sink.types };
    const batch = await consultation.runtime.store.readAll({ after, limit: 1_000, ...types });
    if (batch.position === after) break;
    await sink.take(batch, false);
    after = batch.position;
  }
  await sink.caughtUp?.();
};

interface Options {
  readonly resolveCaller?: ResolveCaller;
  readonly ruleBook?: RuleBook;
  readonly log?: Log;
}

/** This service on embedded stores, its read models brought level by hand, under a clock that stands still. */
export const openConsultation = async ({ ruleBook: book = ruleBook, log: given, ...options }: Options = {}) => {
  const dataDir = await mkdtemp(join(tmpdir(), 'consultation-'));
  const clock = createFakeClock('2026-04-10T02:00:00.000Z');
  const random = createSeededRandom(20_260_410);
  const opened = await createServiceRuntime({
    dataDir,
    service: 'consultation',
    clock,
    random,
    // They are level, or it is the spec's to see what happens where they are not.
    maxReadWaitMs: 0,
    ...(given && { log: given }),
  });
  const runtime = { ...opened, ...options };
  const readModels = openSqliteReadModelStore(dataLayout(dataDir).readModels('consultation'));
  const deadlines = openSqliteReadModelStore(join(dataDir, 'deadlines.sqlite'));
  const registry = createFakeRegistry();
  const secret = await openSecretRooms({
    ...{ runtime, dataDir, deployment: 'cunjian.test', second: { kind: 'demo' } },
  });
  const consultation: Consultation = {
    ...{ runtime, models: readModelsOf(runtime.readModels), ruleBook: book, registry, secret },
  };
  const { catalogue } = runtime;
  const projectors = consultationProjections.map((projection) =>
    createProjector({ projection, store: readModels, catalogue }),
  );
  const dispatch = createDispatch(consultation);
  const reactors = consultationReactions.map((reaction) =>
    createReactor({ reaction, store: deadlines, catalogue, dispatch, clock }),
  );
  const api = createApi(consultation);
  const catchUp = async () => {
    for (const sink of projectors) await drain(sink, consultation);
  };
  const register = async (stream: string, division: string, body: string | undefined, ...events: Given[]) => {
    const audience: Audience = 'public';
    const meta = { commandId: random.uuid(), actor: 'registrar', division, body, correlationId: 'test', audience };
    const handled = await runtime.handle({ stream, decider: log, command: events, meta });
    if (isRefused(handled)) throw new Error(JSON.stringify(handled));
  };
  return {
    consultation,
    secret,
    dataDir,
    /** Who belongs to which assembly; `settle` fills it. */
    registry,
    clock,
    random,
    api,
    dispatch,
    catchUp,
    /** Appends events as they are. */
    register,
    /** Lets the reactions see everything, and their deadlines fire that have passed. */
    react: async () => {
      for (const sink of reactors) await drain(sink, consultation);
      await catchUp();
    },
    /** The API in somebody's name; see `people`. */
    as: (account: PersonName | undefined, office?: string) =>
      api.createCaller({ account, office, correlationId: 'test' }),
    /** The same, acting in the office of that name. */
    acting: (account: PersonName) => api.createCaller({ account, office: account, correlationId: 'test' }),
    close: async () => {
      await secret.close();
      await readModels.close();
      await deadlines.close();
      await opened.close();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
};

export type Harness = Awaited<ReturnType<typeof openConsultation>>;

const enter = async (harness: Harness, name: PersonName, { resident, members = [], office }: Person): Promise<void> => {
  const { register } = harness;
  const person = personId(name);
  await register(`account-${name}`, '000000000000', undefined, {
    type: 'account-bound',
    data: { account: name, person, method: 'founding', officers: [] },
  });
  if (resident !== undefined)
    await register(`residency-${name}`, resident, undefined, {
      type: 'residency-recorded',
      data: {
        ...{ person, division: resident, kind: 'registered', household: 'h', from: '2020-01-01' },
        name: 'n'.repeat(43) as never,
      },
    });
  for (const body of members)
    await register(`roll-${name}-${body}`, village, body, {
      type: 'member-admitted',
      data: { body, person, from: '2020-01-01' },
    });
  if (office !== undefined)
    await register(`offices-${name}`, office.division, office.body, {
      type: 'office-given',
      data: { office: name, ...office, person, from: '2020-01-01', to: '2030-01-01', rules: [] },
    });
};

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
  for (const [body, kind, division] of allBodies)
    await harness.register(`body-${body}`, division, body, {
      type: 'body-established',
      data: {
        ...{ body, kind, name: body, division, predecessors: [], from: '2020-01-01' },
        owesDisclosure: kind === 'villagers-committee' || kind === 'collective',
        noticeBoards: kind === 'villagers-committee' ? ['上村', '下村'] : [],
      },
    });
  for (const [name, person] of Object.entries(people)) await enter(harness, name as PersonName, person);
  for (const [assembly, [count, ...first]] of Object.entries(sizes))
    harness.registry.fill(assembly as AssemblyKind, count, first.map(personId));
  await harness.catchUp();
};

/** The result of a command that must not be refused. */
export const ok = async <Result>(outcome: Promise<Outcome<Result>>): Promise<Result> => {
  const answer = await outcome;
  if (!answer.ok) throw new Error(`refused: ${JSON.stringify(answer.refusals)}`);
  return answer.result;
};

/** Codes of the refusals of a command that must be refused. */
export const codesOf = async (outcome: Promise<Outcome<unknown>>): Promise<readonly string[]> => {
  const answer = await outcome;
  return answer.ok ? [] : answer.refusals.map(({ code }) => code);
};

/** A picture of one pixel, and one of another. */
export const png = (shade: number): Uint8Array =>
  Uint8Array.from([
    ...[0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a],
    ...[0, 0, 0, 13, 0x49, 0x48, 0x44, 0x52, 0, 0, 0, 1, 0, 0, 0, 1, 8, 0, 0, 0, 0, 0x3a, 0x7e, 0x9b, 0x55],
    ...[0, 0, 0, 1, shade],
  ]);

/** In somebody's name; by default in everybody's. */
export const upload = async (
  { consultation }: Harness,
  bytes: Uint8Array,
  accounts: readonly string[] = Object.keys(people),
): Promise<string> => {
  const [stored] = await Promise.all(accounts.map((account) => consultation.runtime.blobs.put(bytes, account)));
  if (stored === undefined || isRefused(stored)) throw new Error(JSON.stringify(stored));
  return stored;
};
