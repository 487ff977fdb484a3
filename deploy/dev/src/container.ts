import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { freePort, run, startServer, type DevServer } from './server-process.ts';

const compose = readFileSync(resolve(import.meta.dirname, '../../compose/compose.yaml'), 'utf8');
/** The image that compose runs by default, so that both are of one version. */
const imageOf = (variable: string): string => {
  const image = new RegExp(`\\$\\{${variable}:-([^}]+)\\}`).exec(compose)?.[1];
  if (image === undefined) throw new Error(`deploy/compose/compose.yaml names no image in ${variable}`);
  return process.env[variable] ?? image;
};

/** Real servers of which no package registry has one. */
const containers = {
  mongoDb: {
    image: () => imageOf('MONGODB_IMAGE'),
    args: [],
    port: 27017,
    address: (port: number) => `mongodb://127.0.0.1:${port}/?directConnection=true`,
    ready: () => /Waiting for connections/,
  },
  eventStoreDb: {
    image: () => imageOf('EVENTSTOREDB_IMAGE'),
    // Empty at each start; the suite of the port appends more at once than the server takes by default.
    args: ['--insecure', '--mem-db', '--max-append-size=4194304'],
    port: 2113,
    address: (port: number) => `esdb://127.0.0.1:${port}?tls=false`,
    ready: (port: number) => `http://127.0.0.1:${port}/health/live`,
  },
} as const;

/** Or a command that takes the same words, such as podman. */
const command = (): string => process.env['CUNJIAN_DOCKER'] ?? 'docker';

/** Whether an engine answers. */
export const hasDocker = async (): Promise<boolean> =>
  run(command(), ['version', '--format', '{{.Server.Version}}']).then(
    () => true,
    () => false,
  );

/**
 * The real server in a container on loopback, gone with everything in it when it is stopped. By Docker's own command: a library
 * for it would bring a client of SSH and one of Docker's API into every `npm ci`.
 */
export const startContainer = async (name: keyof typeof containers): Promise<DevServer> => {
  const { image, args, port: inside, address, ready } = containers[name];
  const port = await freePort();
  return startServer({
    command: command(),
    args: ['run', '--rm', '--publish', `127.0.0.1:${port}:${inside}`, image(), ...args],
    address: address(port),
    ready: ready(port),
  });
};
