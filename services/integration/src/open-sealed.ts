import { existsSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import type { Clock, Random } from '@cunjian/kernel';
import type { BackgroundContext } from '@cunjian/service-kit';
import { dataLayout } from '@cunjian/service-kit/data-layout';
import type { IntegrationConfig } from './config.ts';
import type { Sealed } from './sealed.ts';

/** Where audit works on the same data folder: its log file says so. */
export const openSealedFile = (dataDir: string): Sealed => {
  const file = dataLayout(dataDir).sealedLogs;
  let read: (() => bigint) | undefined;
  const open = (): (() => bigint) => {
    const statement = new DatabaseSync(file, { readOnly: true }).prepare('SELECT position FROM checkpoint');
    statement.setReadBigInts(true);
    return () => (statement.get()?.['position'] as bigint | undefined) ?? 0n;
  };
  return {
    position: async () => {
      // Audit makes the file when it first starts.
      if (read === undefined && !existsSync(file)) return 0n;
      read ??= open();
      return read();
    },
  };
};

export interface RemoteSealedOptions {
  /** Where audit listens. */
  readonly url: string;
  /** Files of the keys that services know each other by. */
  readonly keys: { readonly CUNJIAN_SERVICE_KEY: string; readonly CUNJIAN_SERVICE_KEYS: string };
  readonly clock: Clock;
  readonly random: Random;
}

/** Where audit is a process of its own: it is asked. */
export const openRemoteSealed = async ({ url, keys, clock, random }: RemoteSealedOptions): Promise<Sealed> => {
  // Loaded by deployments that have processes to call.
  const { createRemoteService } = await import('@cunjian/service-kit/remote');
  const { openServiceIdentity } = await import('@cunjian/service-kit/service-keys');
  const identity = await openServiceIdentity('integration', keys, { clock, random });
  const audit = createRemoteService({ service: 'audit', url, identity, clock }).createCaller({
    correlationId: 'sealed-position',
  }) as { readonly sealedPosition: (input: object) => Promise<string> };
  return { position: async () => BigInt(await audit.sealedPosition({})) };
};

/** By what the process is told of audit. */
export const openSealed = async (context: BackgroundContext, config: IntegrationConfig): Promise<Sealed> => {
  const { CUNJIAN_AUDIT_URL: url, CUNJIAN_SERVICE_KEY = '', CUNJIAN_SERVICE_KEYS = '' } = config;
  if (url === undefined) return openSealedFile(context.dataDir);
  return openRemoteSealed({ ...context, url, keys: { CUNJIAN_SERVICE_KEY, CUNJIAN_SERVICE_KEYS } });
};
