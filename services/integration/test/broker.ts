import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { resolve } from 'node:path';
import { createInterface } from 'node:readline';

const root = resolve(import.meta.dirname, '../../..');

export interface Broker {
  /** `host:port`, the same at every start. */
  readonly address: string;
  /** As kill -9 does it, with all that belongs to it. */
  kill(): Promise<void>;
}

/** Starts a broker by a command that prints its address when it serves, and keeps its data where it kept them before. */
export const startBroker = async (command: string): Promise<Broker> => {
  const child = spawn('sh', ['-c', command], { cwd: root, detached: true, stdio: ['ignore', 'pipe', 'inherit'] });
  const exited = once(child, 'exit');
  const lines = createInterface({ input: child.stdout });
  const [address] = (await Promise.race([once(lines, 'line'), exited.then(() => [undefined])])) as [string | undefined];
  if (address === undefined) throw new Error(`${command} ended without having printed an address`);
  const { pid } = child;
  return {
    address,
    kill: async () => {
      if (pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
      process.kill(-pid, 'SIGKILL');
      await exited;
    },
  };
};
