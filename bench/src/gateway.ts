import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { Agent, request } from 'node:http';
import { lineCount, query, variables } from './gateway-fixture.ts';
import type { ServerKind } from './gateway-server.ts';
import { perSecond, takeTurns, withCallers, type Bench } from './harness.ts';

const connections = 16;
const requestsARound = 1_500;
const rounds = 7;
const body = JSON.stringify({ query, variables });

const start = async (kind: ServerKind): Promise<{ readonly process: ChildProcess; readonly port: number }> => {
  const env = { ...process.env, NODE_ENV: 'production' };
  const child = fork(new URL('./gateway-server.ts', import.meta.url), [kind], { env, silent: true });
  child.stderr?.pipe(process.stderr);
  if (child.stdout === null) throw new Error('the server has no output');
  const [port] = (await once(child.stdout, 'data')) as [Buffer];
  return { process: child, port: Number(port) };
};

const ask = (port: number, agent: Agent): Promise<string> =>
  new Promise((resolve, reject) => {
    const headers = { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) };
    const sent = request({ port, host: '127.0.0.1', path: '/graphql', method: 'POST', agent, headers }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('end', () => resolve(Buffer.concat(chunks).toString()));
    });
    sent.on('error', reject);
    sent.end(body);
  });

/** Each in a process of its own. Whoever answers something else than the others measures something else. */
const measure = async () => {
  const kinds: readonly ServerKind[] = ['ours', 'plainApollo', 'mercuriusWithJit'];
  const agent = new Agent({ keepAlive: true, maxSockets: connections });
  const servers = new Map(await Promise.all(kinds.map(async (kind) => [kind, await start(kind)] as const)));
  try {
    const portOf = (kind: ServerKind): number => servers.get(kind)?.port ?? 0;
    const answers = await Promise.all(kinds.map((kind) => ask(portOf(kind), agent)));
    const same = answers.every((answer) => answer.trim() === answers[0]?.trim() && answer.includes('红旗村'));
    if (!same)
      throw new Error(`the servers answer differently:\n${answers.map((one) => one.slice(0, 500)).join('\n')}`);
    const round = (kind: ServerKind) => () =>
      perSecond(requestsARound, () => withCallers(connections, requestsARound, () => ask(portOf(kind), agent)));
    return await takeTurns(rounds, {
      ours: round('ours'),
      plainApollo: round('plainApollo'),
      mercuriusWithJit: round('mercuriusWithJit'),
    });
  } finally {
    agent.destroy();
    for (const { process: child } of servers.values()) child.kill();
  }
};

export const gatewayBench: Bench = {
  name: 'gateway',
  run: async () => {
    const { ours, plainApollo, mercuriusWithJit } = await measure();
    const what = `a disclosure with ${lineCount} lines through the gateway`;
    const figure = { what, value: ours, unit: '/s', better: 'more' } as const;
    return [
      { ...figure, reference: { name: 'plain Apollo Server 5', value: plainApollo }, wanted: { atLeast: 2 } },
      { ...figure, reference: { name: 'Mercurius with JIT', value: mercuriusWithJit }, wanted: { atLeast: 0.7 } },
    ];
  },
};
