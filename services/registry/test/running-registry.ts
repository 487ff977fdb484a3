import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { catalogue, nationalDivision } from '@cunjian/contracts';
import { openSqliteEventReader } from '@cunjian/event-store/sqlite';
import { isRefused } from '@cunjian/kernel';
import {
  createLog,
  createServiceRuntime,
  dataLayout,
  runInBackground,
  type CallContext,
  type Outcome,
  type ServiceRuntime,
  type WiredService,
} from '@cunjian/service-kit';
import { createSeededRandom, createTurnedClock } from '@cunjian/testing';
import type { RegistryRouter } from '../src/api.ts';
import { background as registryBackground } from '../src/background.ts';
import { deploymentDecider } from '../src/deployment/decide.ts';
import { projections } from '../src/projections.ts';
import { wireRegistry } from '../src/registry.module.ts';

export const operatorAccount = 'operator@test';
export const secondOperatorAccount = 'operator2@test';
/** A Thursday. */
export const startedAt = Date.parse('2026-03-05T01:00:00.000Z');

const random = createSeededRandom(42);
export const newCommandId = (): string => random.uuid();

/** The value of a carried out mutation. */
export const done = <Result>(outcome: Outcome<Result>): Result => {
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.refusals));
  return outcome.result;
};
export const codesOf = (outcome: Outcome<unknown>): readonly string[] =>
  outcome.ok ? [] : outcome.refusals.map(({ code }) => code);
/** The value of a query that may be refused. */
export const granted = <Value>(value: Value): Exclude<Value, { readonly refused: unknown }> => {
  if (isRefused(value)) throw new Error(JSON.stringify(value.refused));
  return value as Exclude<Value, { readonly refused: unknown }>;
};

export interface RunningRegistry {
  readonly runtime: ServiceRuntime;
  readonly wired: WiredService<RegistryRouter>;
  readonly clock: ReturnType<typeof createTurnedClock>;
  readonly dataDir: string;
  /** The API as an account sees it, acting in one of its offices or for itself. */
  as(account?: string, office?: string): ReturnType<RegistryRouter['createCaller']>;
  /** In the name of an account; by default of all that the tests know. */
  upload(content: string | Uint8Array, ...accounts: readonly string[]): Promise<string>;
  /** Until reactions and read models have nothing left to do. */
  settle(): Promise<void>;
  /** Stops background and runtime; the data stays. */
  stop(): Promise<void>;
  /** Stops, and deletes the data. */
  close(): Promise<void>;
}

const settled = async (runtime: ServiceRuntime, reactionsAt: () => bigint): Promise<void> => {
  for (let quiet = 0; quiet < 3;) {
    const head = await runtime.store.head();
    const reached = (await runtime.readGate.reached(projections, head)) && reactionsAt() >= head;
    quiet = reached && (await runtime.store.head()) === head ? quiet + 1 : 0;
    // eslint-disable-next-line no-restricted-syntax -- as above
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
};

export const startRegistry = async (folder?: string): Promise<RunningRegistry> => {
  const dataDir = folder ?? (await mkdtemp(join(tmpdir(), 'cunjian-registry-')));
  const clock = createTurnedClock(() => startedAt);
  const log = createLog({ service: 'test', level: 'warn' });
  const runtime = await createServiceRuntime({ dataDir, service: 'registry', clock, log });
  const wired = await wireRegistry(runtime, { dataDir });
  await runtime.handle({
    stream: 'deployment',
    decider: deploymentDecider,
    command: { name: 'cunjian.test', operatorAccounts: [operatorAccount, secondOperatorAccount] },
    meta: {
      commandId: newCommandId(),
      actor: 'system:founding',
      division: nationalDivision,
      correlationId: 'founding',
      audience: 'public',
    },
  });
  const stopping = new AbortController();
  const positions = new Map<string, bigint>();
  const events = openSqliteEventReader({ file: dataLayout(dataDir).events });
  const background = runInBackground(registryBackground, {
    dataDir,
    deployment: 'cunjian.test',
    events,
    catalogue,
    clock,
    random: runtime.random,
    log,
    signal: stopping.signal,
    dispatch: async (command) => {
      if (wired.dispatch === undefined) throw new Error('the registry has reactions');
      return wired.dispatch(command);
    },
    onStatus: ({ name, position, state, failure }) => {
      if (state === 'failed') process.stderr.write(`${name}: ${failure?.error ?? ''}\n`);
      positions.set(name, position);
    },
  });
  const reactionsAt = (): bigint =>
    registryBackground.reactions.reduce((least, { name }) => {
      const at = positions.get(name) ?? -1n;
      return at < least ? at : least;
    }, 2n ** 62n);
  const stop = async (): Promise<void> => {
    stopping.abort();
    await background;
    await events.close();
    await runtime.close();
  };
  return {
    runtime,
    wired,
    clock,
    dataDir,
    as: (account, office) =>
      wired.router.createCaller({ account, office, correlationId: 'test' } satisfies CallContext),
    upload: async (content, ...accounts) => {
      const bytes = typeof content === 'string' ? Buffer.from(content) : content;
      const all = accounts.length > 0 ? accounts : [operatorAccount, 'registrar@test', 'clerk@test'];
      const [sha256] = await Promise.all(all.map((account) => runtime.blobs.put(bytes, account)));
      if (sha256 === undefined || isRefused(sha256)) throw new Error('the file was not taken');
      return sha256;
    },
    settle: () => settled(runtime, reactionsAt),
    stop,
    close: async () => {
      await stop();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
};
