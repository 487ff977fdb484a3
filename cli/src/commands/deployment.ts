import type { Readiness } from '@cunjian/service-kit';
import { Option, type Command } from 'commander';
import { CommandRefused } from '../output.ts';
import type { Context } from '../context.ts';

interface DemoAccount {
  readonly account: string;
  readonly zh: string;
  readonly en: string;
}

interface TokenOptions {
  readonly account?: string;
  readonly client?: string;
  readonly secret: string;
  readonly tokenUrl?: string;
}

/** Demo accounts have no passwords, and neither have its systems. */
const demoSecret = 'demo-secret-of-the-integrator';

/** Client credentials (RFC 6749, 4.4), with the secret as in 2.3.1. */
const clientToken = async (tokenUrl: string, client: string, secret: string): Promise<string> => {
  const credentials = [client, secret].map((part) => encodeURIComponent(part)).join(':');
  const response = await fetch(tokenUrl, {
    method: 'POST',
    headers: { authorization: `Basic ${Buffer.from(credentials).toString('base64')}` },
    body: new URLSearchParams({ grant_type: 'client_credentials' }),
  }).catch((error: unknown) => {
    throw new CommandRefused(`${tokenUrl} can't be reached: ${String((error as Error).cause ?? error)}`);
  });
  const text = await response.text();
  const answer = (text.startsWith('{') ? JSON.parse(text) : {}) as { access_token?: string; error?: string };
  if (answer.access_token === undefined)
    throw new CommandRefused(
      `${client} gets no token: ${answer.error ?? response.status}. Check the id and --secret (CUNJIAN_CLIENT_SECRET)`,
    );
  return answer.access_token;
};

export const addDeploymentCommands = (program: Command, context: Context): void => {
  program
    .command('token')
    .description('print an access token, so that the API can be tried with curl')
    .option('--account <account>', 'a demo account')
    .option('--client <id>', 'a system, by its client credentials')
    .addOption(
      new Option('--secret <secret>', "the system's secret; by default that of the demo")
        .env('CUNJIAN_CLIENT_SECRET')
        .default(demoSecret, 'that of the demo'),
    )
    .option('--token-url <url>', "where the issuer gives tokens; by default the deployment's own issuer")
    .addHelpText(
      'after',
      '\nExamples: TOKEN=$(cunjian token --account auditor)\n          TOKEN=$(cunjian token --client integrator)',
    )
    .action(async ({ account, client, secret, tokenUrl }: TokenOptions, command: Command) => {
      if ((account === undefined) === (client === undefined)) command.error('error: give --account or --client');
      if (client !== undefined) {
        const { url } = program.opts<{ url: string }>();
        const token = await clientToken(tokenUrl ?? new URL('/oidc/token', url).href, client, secret);
        return context.output().result({ token }, token);
      }
      if (account === undefined) return;
      const server = await context.connection();
      const { token } = await server.json<{ token: string }>('/sign-in/demo-token', { form: { account } });
      context.output().result({ token }, token);
    });

  program
    .command('demo')
    .description('who one can be in a demo deployment')
    .addHelpText('after', '\nExample: cunjian demo')
    .action(async () => {
      const server = await context.connection();
      const { accounts } = await server.json<{ accounts: readonly DemoAccount[] }>('/sign-in/demo-accounts');
      for (const { account, zh, en } of accounts)
        context.output().result({ account, zh, en }, `${account.padEnd(22)} ${zh}  ${en}`);
    });

  program
    .command('offices')
    .description('the offices that the token may act in')
    .addHelpText('after', '\nExample: cunjian offices --token "$TOKEN"')
    .action(async () => {
      const server = await context.connection();
      const { viewer } = await server.graphql<{
        viewer: { offices: { id: string; kind: string; body: { name: string } }[] };
      }>('{ viewer { offices { id kind body { name } } } }');
      for (const { id, kind, body } of viewer.offices)
        context.output().result({ id, kind, body: body.name }, `${id}  ${kind}  ${body.name}`);
    });

  program
    .command('doctor')
    .description('whether a deployment is well, and what to do where it is not')
    .addHelpText('after', '\nExample: cunjian doctor --url http://127.0.0.1:4000')
    .action(async () => {
      const output = context.output();
      const { url } = program.opts<{ url: string }>();
      const response = await fetch(new URL('/health/ready', url)).catch((error: unknown) => {
        throw new CommandRefused(`${url} can't be reached: start it with \`npm start\` (${String(error)})`);
      });
      const { ok, checks } = (await response.json()) as Readiness;
      for (const check of checks)
        output.result(
          { ...check },
          `${check.ok ? 'well ' : 'WRONG'} ${check.name}${check.detail === undefined ? '' : `: ${check.detail}`}`,
        );
      if (!ok) throw new CommandRefused('the deployment is not ready');
      if (checks.some((check) => !check.ok)) throw new CommandRefused('the deployment serves, but something is wrong');
    });
};
