import { join } from 'node:path';
import type { BlobStore } from '@cunjian/blob-store';
import type { Clock, Random } from '@cunjian/kernel';
import type { Log } from '@cunjian/service-kit';
import express, { type Express } from 'express';
import { createApollo, graphqlHandler } from './graphql/apollo.ts';
import { createExecutor } from './graphql/executor.ts';
import { buildSchema } from './graphql/schema.ts';
import { attachmentRoutes } from './http/attachments.ts';
import { ballotBoxRoutes } from './http/ballot-box.ts';
import { exportRoutes } from './http/exports.ts';
import { logRoutes } from './http/logs.ts';
import { pageRoutes } from './http/page.ts';
import { createContextOf } from './http/request-context.ts';
import { answerError, beginRequest, notFound } from './http/request.ts';
import { securityHeaders } from './http/security.ts';
import { createAccountOf } from './http/session.ts';
import { defaultUploadQuota, openUploadLedger, type UploadQuota } from './http/upload-quota.ts';
import { uploadRoutes } from './http/uploads.ts';
import { createSocketAccount } from './subscriptions/socket-account.ts';
import { createSockets, type Sockets } from './subscriptions/sockets.ts';
import { resolvers } from './resolvers.ts';
import type { Services } from './services.ts';
import { createSignIn, type SignInConfig } from './sign-in/sign-in.ts';

/** A disclosure of ten thousand lines is about as large as an event may be. */
export const maxGraphqlBytes = 2_000_000;

export interface GatewayOptions {
  readonly services: Services;
  readonly blobs: BlobStore;
  readonly clock: Clock;
  readonly random: Random;
  readonly log: Log;
  /** Sessions and keys of the embedded issuer are kept below it. */
  readonly dataDir: string;
  /** Where browsers reach the page, without a path: `https://cunjian.example.gov.cn`. */
  readonly publicUrl: string;
  readonly signIn: SignInConfig;
  /** As NODE_ENV says: with demo accounts, nothing starts. */
  readonly production: boolean;
  /** The built page (web/dist). */
  readonly pageRoot?: string;
  /** How many proxies stand before the process; each is believed about the address of the client. */
  readonly trustedProxies?: number;
  readonly uploadQuota?: UploadQuota;
}

export interface Gateway {
  /** Mount it at the root. */
  readonly app: Express;
  /** For the `upgrade` event of the server that `app` is mounted on: subscriptions. */
  readonly upgrade: Sockets['upgrade'];
  /** A token as the embedded issuer gives it, for the demo; absent with another issuer. */
  readonly demoToken?: (account: string) => Promise<string>;
  /** Tells whoever follows a log that the server goes away: what it is mounted on does not close before. */
  closeSockets(): void;
  /** Once no request is under way any more. */
  close(): Promise<void>;
}

/** The GraphQL API, sign-in, logs, uploads and the page: everything that is served over HTTP but health and metrics. */
export const createGateway = async (options: GatewayOptions): Promise<Gateway> => {
  const { services, blobs, log, random, publicUrl, pageRoot, trustedProxies = 0 } = options;
  const signIn = await createSignIn(options);
  const schema = buildSchema(resolvers);
  const apollo = await createApollo(schema, createExecutor(schema));

  const app = express();
  app.set('etag', false).set('query parser', 'simple').set('trust proxy', trustedProxies);
  app.disable('x-powered-by');
  app.use(securityHeaders(publicUrl));
  app.use(ballotBoxRoutes(services));
  app.use(beginRequest(log, random));
  app.use(signIn.routes);
  const { clock, dataDir, uploadQuota = defaultUploadQuota } = options;
  const uploads = openUploadLedger(join(dataDir, 'gateway', 'uploads.sqlite'), clock, uploadQuota);
  const contextOf = createContextOf(services, createAccountOf(signIn));
  app.use('/graphql', express.json({ limit: maxGraphqlBytes, strict: true }), graphqlHandler(apollo, contextOf));
  app.use(
    logRoutes(contextOf),
    uploadRoutes(blobs, contextOf, uploads),
    attachmentRoutes(blobs, contextOf),
    exportRoutes(contextOf),
  );
  const sockets = createSockets({ schema, services, accountOf: createSocketAccount(signIn), clock, random, log });
  if (pageRoot !== undefined) app.use(pageRoutes(pageRoot));
  app.use(notFound, answerError);
  return {
    app,
    upgrade: sockets.upgrade,
    ...(signIn.demoToken && { demoToken: signIn.demoToken }),
    closeSockets: sockets.close,
    close: async () => {
      sockets.close();
      await apollo.stop();
      signIn.close();
      uploads.close();
    },
  };
};
