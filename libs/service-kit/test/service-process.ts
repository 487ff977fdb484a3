import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { makeServiceKeys } from '../src/process/make-service-keys.ts';
import { systemClock } from '../src/system.ts';

/** One that nothing listens at. */
export const freePort = async (): Promise<number> => {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  await once(server.close(), 'close');
  return port;
};

/** A service that is wired only once the registry has founded the deployment. */
const program = `
  import { runService } from ${JSON.stringify(import.meta.resolve('../src/process/run-service.ts'))};
  import { z } from 'zod';
  await runService({
    service: 'audit',
    settings: z.object({}),
    background: 'data:text/javascript,',
    callers: [],
    wire: () => { throw new Error('nobody has founded it'); },
  });
`;

export interface ServiceProcess {
  readonly url: string;
  /** What it has written to its log. */
  readonly lines: readonly string[];
  /** The status of `/health/ready`, and what the start says there. */
  start(): Promise<readonly [status: number, detail: string]>;
  /** Looks until the start has come so far; the test's own limit ends it where it never does. */
  until(wanted: string): Promise<readonly [status: number, detail: string]>;
  /** As an operator does it; its exit code. */
  stop(): Promise<number | null>;
}

/** Starts services in a folder of their own, and ends those that a test left. */
export const serviceProcesses = () => {
  const children = new Set<ChildProcess>();
  let folder = '';
  return {
    folder: () => folder,
    open: async (): Promise<void> => {
      folder = await mkdtemp(join(tmpdir(), 'cunjian-run-service-'));
    },
    close: async (): Promise<void> => {
      for (const child of children) child.kill('SIGKILL');
      await rm(folder, { recursive: true });
    },
    start: async (env: Readonly<Record<string, string>>): Promise<ServiceProcess> => {
      const keys = await makeServiceKeys(join(folder, 'keys'), ['audit']);
      const options = ['--disable-warning=ExperimentalWarning', '--input-type=module', '-e', program];
      const child = spawn(process.execPath, options, {
        cwd: import.meta.dirname,
        env: {
          PATH: process.env['PATH'],
          CUNJIAN_PORT: '0',
          CUNJIAN_DATA: join(folder, 'data'),
          CUNJIAN_SERVICE_KEY: keys.keyOf('audit'),
          CUNJIAN_SERVICE_KEYS: keys.keys,
          ...env,
        },
      });
      children.add(child);
      return startedProcess(child);
    },
  };
};

const startedProcess = async (child: ChildProcess & { readonly stderr: NodeJS.ReadableStream }) => {
  const lines: string[] = [];
  const exited = once(child, 'close').then(([code]) => code as number | null);
  const url = await new Promise<string>((resolve, reject) => {
    createInterface({ input: child.stderr }).on('line', (line) => {
      lines.push(line);
      const [, found] = /"url":"(http:[^"]+)"/.exec(line) ?? [];
      if (found !== undefined) resolve(found);
    });
    void exited.then(() => reject(new Error(lines.join('\n'))));
  });
  const start: ServiceProcess['start'] = async () => {
    const response = await fetch(`${url}/health/ready`);
    const { checks } = (await response.json()) as { checks: { name: string; detail?: string }[] };
    return [response.status, checks.find(({ name }) => name === 'start')?.detail ?? ''];
  };
  return {
    url,
    lines,
    start,
    until: async (wanted: string) => {
      for (;;) {
        const said = await start();
        if (said[1].startsWith(wanted)) return said;
        await systemClock.sleep(20);
      }
    },
    stop: () => {
      child.kill('SIGTERM');
      return exited;
    },
  };
};
