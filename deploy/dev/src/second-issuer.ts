import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { ServerOptions } from './kafka.ts';
import { freePort, startServer, type DevServer } from './server-process.ts';

const cunjian = resolve(import.meta.dirname, '../../../cli/bin/cunjian.mjs');

/** `cunjian issuer`, as a town would run it on a machine of its own: without it no ballot is secret. */
export const startSecondIssuer = async ({
  dir,
  port: given,
  env = {},
}: ServerOptions & { readonly env?: Readonly<Record<string, string>> | undefined }): Promise<DevServer> => {
  const port = given ?? (await freePort());
  return startServer({
    command: process.execPath,
    args: [
      ...['--disable-warning=ExperimentalWarning', cunjian, 'issuer'],
      ...['--dir', resolve(dir), '--name', 'dev.localhost/issuer', '--port', String(port)],
    ],
    env: { PATH: process.env['PATH'] ?? '', ...env },
    address: `http://127.0.0.1:${port}`,
    ready: /CUNJIAN_ISSUER_TOKEN=/,
  });
};

/** What the deployment shows it, from its folder. */
export const issuerToken = async (dir: string): Promise<string> =>
  (await readFile(join(dir, 'issuer.token'))).toString('base64url');
