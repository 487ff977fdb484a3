import { readFileSync } from 'node:fs';
import type {
  ChannelCredentialOptions,
  DNSClusterOptions,
  GossipClusterOptions,
  SingleNodeOptions,
} from '@eventstore/db-client';
import parser from '@eventstore/db-client/dist/Client/parseConnectionString.js';

export interface ConnectionSettings {
  readonly server: DNSClusterOptions | GossipClusterOptions | SingleNodeOptions;
  readonly channel: ChannelCredentialOptions;
  readonly credentials: { readonly username: string; readonly password: string } | undefined;
  /** Where it leads to, without credentials: for messages. */
  readonly name: string;
}

export interface ConnectionDefaults {
  readonly keepAliveIntervalMs: number;
  readonly keepAliveTimeoutMs: number;
  readonly deadlineMs: number;
}

const parse = (connectionString: string) => {
  try {
    // The same protocol: the client is older than the server's new name.
    return parser.parseConnectionString(
      connectionString.replace(/^kurrentdb(?=\+discover:|:)|^kdb(?=\+discover:|:)/, 'esdb'),
    );
  } catch {
    // The client's own message repeats the whole string, with the password in it.
    throw new Error(
      'event store: the connection string is none: esdb://host:2113?tls=true, or esdb+discover://name:2113, ' +
        'with user:password@ before the host where the server asks for it',
    );
  }
};

const file = (path: string | undefined, what: string): Buffer | undefined => {
  if (path === undefined) return undefined;
  try {
    return readFileSync(path);
  } catch (error) {
    throw new Error(`event store: ${what} ${path} cannot be read: name another in the connection string`, {
      cause: error,
    });
  }
};

/** What a connection string says; what it leaves out comes from `defaults`. Throws, without showing its secrets, where it is none. */
export const readConnectionString = (connectionString: string, defaults: ConnectionDefaults): ConnectionSettings => {
  const options = parse(connectionString.trim());
  const [first, ...others] = options.hosts;
  if (first === undefined) throw new Error('event store: the connection string names no host');
  const common = {
    connectionName: options.connectionName ?? 'cunjian',
    keepAliveInterval: options.keepAliveInterval ?? defaults.keepAliveIntervalMs,
    keepAliveTimeout: options.keepAliveTimeout ?? defaults.keepAliveTimeoutMs,
    defaultDeadline: options.defaultDeadline ?? defaults.deadlineMs,
  };
  const discovery = {
    ...common,
    ...(options.nodePreference === undefined ? {} : { nodePreference: options.nodePreference }),
    ...(options.discoveryInterval === undefined ? {} : { discoveryInterval: options.discoveryInterval }),
    ...(options.gossipTimeout === undefined ? {} : { gossipTimeout: options.gossipTimeout }),
    ...(options.maxDiscoverAttempts === undefined ? {} : { maxDiscoverAttempts: options.maxDiscoverAttempts }),
  };
  const rootCertificate = file(options.tlsCAFile, 'tlsCAFile');
  const userCertFile = file(options.userCertFile, 'userCertFile');
  const userKeyFile = file(options.userKeyFile, 'userKeyFile');
  return {
    server: options.dnsDiscover
      ? { ...discovery, discover: first }
      : others.length > 0
        ? { ...discovery, endpoints: options.hosts }
        : { ...common, endpoint: first },
    channel: {
      insecure: options.tls === false,
      ...(rootCertificate === undefined ? {} : { rootCertificate }),
      ...(userCertFile === undefined ? {} : { userCertFile }),
      ...(userKeyFile === undefined ? {} : { userKeyFile }),
    },
    credentials: options.defaultCredentials,
    name: options.hosts.map(({ address, port }) => `${address}:${port}`).join(','),
  };
};
