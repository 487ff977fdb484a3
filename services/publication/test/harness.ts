import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Audience, ConsultationEvent, OfficeKind, RegistryEvent } from '@cunjian/contracts';
import { isRefused, type Decider } from '@cunjian/kernel';
import { createProjector, createReactor, type Sink } from '@cunjian/processing';
import { openSqliteReadModelStore } from '@cunjian/read-model/sqlite';
import { createServiceRuntime, dataLayout, type Outcome, type ResolveCaller } from '@cunjian/service-kit';
import { createFakeClock, createSeededRandom } from '@cunjian/testing';
import { createDispatch } from '../src/dispatch.ts';
import { createApi } from '../src/api.ts';
import { publicationProjections } from '../src/projections.ts';
import { readModelsOf, type Publication } from '../src/publication-context.ts';
import { publicationReactions } from '../src/reactions.ts';
import { ruleBook } from '@cunjian/statutes';

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
const log: Decider<readonly Given[], null, Given> = {
  initialState: null,
  decide: (events) => events,
  evolve: () => null,
};

const drain = async (sink: Sink, publication: Publication): Promise<void> => {
  let after = (await sink.open()) ?? 0n;
  for (;;) {
    const types = sink.types === undefined ? {} : { types: sink.types };
    const batch = await publication.runtime.store.readAll({ after, limit: 1_000, ...types });
    if (batch.position === after) break;
    await sink.take(batch, false);
    after = batch.position;
  }
  await sink.caughtUp?.();
};

/** This service on embedded stores, its read models brought level by hand, under a clock that stands still. */
export const openPublication = async (options: { readonly resolveCaller?: ResolveCaller } = {}) => {
  const dataDir = await mkdtemp(join(tmpdir(), 'publication-'));
  const clock = createFakeClock('2026-04-10T02:00:00.000Z');
  const random = createSeededRandom(20_260_410);
  const opened = await createServiceRuntime({ dataDir, service: 'publication', clock, random });
  const runtime = { ...opened, ...options };
  const readModels = openSqliteReadModelStore(dataLayout(dataDir).readModels('publication'));
  const deadlines = openSqliteReadModelStore(join(dataDir, 'deadlines.sqlite'));
  const publication: Publication = { runtime, models: readModelsOf(runtime.readModels), ruleBook };
  const { catalogue } = runtime;
  const projectors = publicationProjections.map((projection) =>
    createProjector({ projection, store: readModels, catalogue }),
  );
  const dispatch = createDispatch(publication);
  const reactors = publicationReactions.map((reaction) =>
    createReactor({ reaction, store: deadlines, catalogue, dispatch, clock }),
  );
  const api = createApi(publication);
  const catchUp = async () => {
    for (const sink of projectors) await drain(sink, publication);
  };
  const register = async (stream: string, division: string, body: string | undefined, ...events: Given[]) => {
    const audience: Audience = 'public';
    const meta = { commandId: random.uuid(), actor: 'registrar', division, body, correlationId: 'test', audience };
    const handled = await runtime.handle({ stream, decider: log, command: events, meta });
    if (isRefused(handled)) throw new Error(JSON.stringify(handled));
  };
  return {
    publication,
    clock,
    random,
    api,
    catchUp,
    register,
    /** Lets the reactions see everything, and their deadlines fire that have passed. */
    react: async () => {
      for (const sink of reactors) await drain(sink, publication);
      await catchUp();
    },
    /** The API in somebody's name. */
    as: (account: string | undefined, office?: string) => api.createCaller({ account, office, correlationId: 'test' }),
    close: async () => {
      await readModels.close();
      await deadlines.close();
      await opened.close();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
};

export type Harness = Awaited<ReturnType<typeof openPublication>>;

const establish = async (
  { register }: Harness,
  body: string,
  kind: 'villagers-committee' | 'collective' | 'agency' | 'government',
  division: string,
): Promise<void> => {
  const owesDisclosure = kind === 'villagers-committee' || kind === 'collective';
  await register(`body-${body}`, division, body, {
    type: 'body-established',
    data: {
      ...{ body, kind, name: body, division, predecessors: [], owesDisclosure, from: '2020-01-01' },
      noticeBoards: owesDisclosure ? ['上村', '下村'] : [],
    },
  });
};

interface Person {
  readonly resident?: string;
  readonly member?: string;
  readonly office?: { readonly kind: OfficeKind; readonly body: string; readonly division: string };
}

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
  shareholder: { member: collective },
  townOfficer: { office: { kind: 'department-officer', body: `${town}-gov`, division: town } },
  countyOfficer: { office: { kind: 'department-officer', body: `${county}-gov`, division: county } },
  registrar: { office: { kind: 'registrar', body: `${town}-gov`, division: town } },
  villageRegistrar: { office: { kind: 'registrar', body: `${town}-gov`, division: village } },
  auditor: { office: { kind: 'auditor', body: `${county}-gov`, division: county } },
} as const satisfies Record<string, Person>;
export type PersonName = keyof typeof people;

export const personId = (name: PersonName): string => `person-${name}`;

const enter = async (harness: Harness, name: PersonName, { resident, member, office }: Person): Promise<void> => {
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
  if (member !== undefined)
    await register(`roll-${name}`, village, member, {
      type: 'member-admitted',
      data: { body: member, person, from: '2020-01-01' },
    });
  if (office !== undefined)
    await register(`offices-${name}`, office.division, office.body, {
      type: 'office-given',
      data: { office: name, ...office, person, from: '2020-01-01', to: '2030-01-01', rules: [] },
    });
};

/** A village with committee and collective, its neighbour, the township's agency, and everybody. */
export const settle = async (harness: Harness): Promise<void> => {
  await establish(harness, committee, 'villagers-committee', village);
  await establish(harness, collective, 'collective', village);
  await establish(harness, neighbourCommittee, 'villagers-committee', neighbour);
  await establish(harness, agency, 'agency', town);
  await establish(harness, `${town}-gov`, 'government', town);
  await establish(harness, `${county}-gov`, 'government', county);
  for (const body of [committee, neighbourCommittee])
    await harness.register(`contracts-${body}`, body.slice(0, 12), body, {
      type: 'agency-contract-signed',
      data: {
        ...{ contract: `c-${body}`, agency, body, bodyDivision: body.slice(0, 12) },
        ...{ from: '2020-01-01', to: '2030-01-01' },
      },
    });
  for (const [name, person] of Object.entries(people)) await enter(harness, name as PersonName, person);
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
  { publication }: Harness,
  bytes: Uint8Array,
  accounts: readonly string[] = Object.keys(people),
): Promise<string> => {
  const [stored] = await Promise.all(accounts.map((account) => publication.runtime.blobs.put(bytes, account)));
  if (stored === undefined || isRefused(stored)) throw new Error(JSON.stringify(stored));
  return stored;
};
