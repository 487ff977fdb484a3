import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { catalogue } from '@cunjian/contracts';
import { createCommandHandler } from '@cunjian/event-store';
import { openSqliteEventStore } from '@cunjian/event-store/sqlite';
import { isRefused, type Decider } from '@cunjian/kernel';
import { createHealth, createLog, createMetrics } from '@cunjian/service-kit';
import { createFakeClock, createSeededRandom } from '@cunjian/testing';
import {
  cosignatureLines,
  createCosigner,
  formatVkey,
  judgeCheckpoint,
  verifierOf,
  type TreeHead,
} from '@cunjian/tlog';
import { createNodeHasher } from '@cunjian/tlog/node';
import { advanceHeads } from '../src/heads/run-heads.ts';
import { createAuditLogs } from '../src/audit-logs.ts';
import { openDivisionLogs } from '../src/sealing/division-logs.ts';
import { createSealer } from '../src/sealing/sealer.ts';
import { createHeadsToSign } from '../src/signing/heads-to-sign.ts';
import { createLogSigner } from '../src/signing/log-signer.ts';
import { originsOf } from '../src/signing/origins.ts';
import { openPublished } from '../src/signing/published.ts';
import type { AskWitness } from '../src/witnesses/ask-witness.ts';
import { createCosignatureRecord } from '../src/witnesses/cosignature-record.ts';
import { readWitnessPolicy } from '../src/witnesses/witness-policy.ts';
import { reportWitnesses } from '../src/witnesses/witnessed.ts';
import { createWitnesses } from '../src/witnesses/witnesses.ts';

const deployment = 'test.example';
const village = '330302001200';
const origins = originsOf(deployment);
const start = Date.parse('2026-01-01T00:00:00Z');

interface MemoryWitness {
  readonly vkey: string;
  readonly ask: AskWitness;
  requests: number;
  latest?: TreeHead;
  behaviour?: AskWitness | undefined;
}

/** A witness by the same rules as any, without HTTP. `behaviour` replaces its answers. */
export const memoryWitness = (n: number, logVkey: () => string, now: () => number) => {
  const cosigner = createCosigner({ name: `w${n}.example`, secret: new Uint8Array(32).fill(n) }, () =>
    Math.floor(now() / 1_000),
  );
  const witness: MemoryWitness = {
    vkey: formatVkey(cosigner),
    requests: 0,
    ask: async (url, request, signal) => {
      witness.requests++;
      if (witness.behaviour !== undefined) return witness.behaviour(url, request, signal);
      const verifier = verifierOf(logVkey());
      const verdict = judgeCheckpoint(request, (origin) =>
        origin === verifier.name ? { verifiers: [verifier], latest: witness.latest } : undefined,
      );
      if (verdict.status === 409) return { status: 409, body: `${verdict.size}\n` };
      if (verdict.status !== 200) return { status: verdict.status, body: verdict.reason };
      witness.latest = verdict.checkpoint;
      return { status: 200, body: cosignatureLines(verdict.text, [cosigner]) };
    },
  };
  return witness;
};

/** Logs, heads and two witnesses of a deployment that keeps its data in a folder; it can be stopped, copied and started. */
export const openWitnessBench = async () => {
  const clock = createFakeClock(start);
  const random = createSeededRandom(5);
  const folder = await mkdtemp(join(tmpdir(), 'audit-witnesses-'));
  let vkey = '';
  const witnesses = [2, 3].map((n) => memoryWitness(n, () => vkey, clock.now));
  const [one, two] = witnesses;
  if (one === undefined || two === undefined) throw new Error('two witnesses');
  const policy = readWitnessPolicy(
    `witness one ${one.vkey} https://one.example; witness two ${two.vkey} https://two.example; group both 2 one two; quorum both`,
  );
  const ask: AskWitness = (url, request, signal) => (url.includes('one') ? one : two).ask(url, request, signal);

  const open = async (dir = folder) => {
    const store = await openSqliteEventStore({ file: join(dir, 'events.sqlite') });
    const log = createLog({ service: 'test', level: 'silent' });
    const { handle } = createCommandHandler({ store, catalogue, random, clock });
    const runtime = { handle, clock, random, log, store, catalogue, health: createHealth(), metrics: createMetrics() };
    const logs = openDivisionLogs(join(dir, 'logs.sqlite'), store);
    const published = openPublished(join(dir, 'published.sqlite'));
    const signer = createLogSigner(origins, { current: () => new Uint8Array(32).fill(1) }, published);
    vkey = signer.vkey(origins.of('heads'));
    const headToSign = createHeadsToSign(logs, published);
    const record = createCosignatureRecord(runtime);
    const asked = createWitnesses({
      ...{ named: policy.witnesses, runtime, record, logs, origins, signer, published, headToSign, ask },
    });
    const now = () => {
      const head = logs.head('heads');
      return head && { log: 'heads', head };
    };
    reportWitnesses({ policy, witnesses: asked, runtime, now });
    const audit = createAuditLogs({
      ...{ logs, reader: store, signer, origins, headToSign, witnesses: asked, policy },
      rotations: async () => [],
      headsTimes: () => ({ now: '', next: '' }),
    });
    const seal = async (): Promise<void> => {
      const sealer = createSealer({ file: join(dir, 'logs.sqlite'), deployment });
      for (let after = (await sealer.open()) ?? 0n; ;) {
        const batch = await store.readAll({ after, limit: 100 });
        if (batch.position === after) break;
        await sealer.take(batch, false);
        after = batch.position;
      }
      sealer.close();
    };
    const heads = { runtime, logs, origins, hasher: createNodeHasher(), headsIntervalMs: 3_600_000 };
    return {
      ...{ audit, asked, runtime, logs, store, signer },
      /** Something happens in the village, and the heads show it. Whether they did. */
      grow: async (): Promise<boolean> => {
        const written = await handle({
          stream: random.uuid(),
          decider: writer,
          command: undefined,
          meta: { commandId: random.uuid(), actor: 'a', division: village, correlationId: 'test', audience: 'public' },
        });
        if (isRefused(written)) throw new Error(written.refused[0].code);
        await seal();
        const advanced = await advanceHeads({ ...heads, mayAdvance: asked.mayAdvance });
        await seal();
        return advanced;
      },
      health: async () => (await runtime.health.ready()).checks.find(({ name }) => name === 'witnesses'),
      /** The checkpoint of the heads as everybody gets it. */
      checkpoint: async () => {
        const answer = await audit.resource('heads', 'checkpoint', false);
        return answer.ok ? Buffer.from(answer.bytes, 'base64').toString() : answer.refusals;
      },
      close: async () => {
        logs.close();
        published.close();
        await store.close();
      },
    };
  };
  return { folder, open, one, two, clock, policy, vkey: () => vkey, remove: () => rm(folder, { recursive: true }) };
};

type Founded = { type: 'deployment-founded'; data: { name: string; operatorAccounts: string[] } };
const writer: Decider<undefined, null, Founded> = {
  initialState: null,
  decide: () => [{ type: 'deployment-founded', data: { name: deployment, operatorAccounts: ['operator'] } }],
  evolve: () => null,
};
