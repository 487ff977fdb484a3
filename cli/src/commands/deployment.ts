import type { Command } from 'commander';
import { CommandRefused } from '../output.ts';
import type { Context } from '../context.ts';

interface Readiness {
  readonly ok: boolean;
  readonly checks: readonly { readonly name: string; readonly ok: boolean; readonly detail?: string }[];
}

interface DemoAccount {
  readonly account: string;
  readonly zh: string;
  readonly en: string;
}

export const addDeploymentCommands = (program: Command, context: Context): void => {
  program
    .command('token')
    .description('print an access token, so that the API can be tried with curl')
    .requiredOption('--account <account>', 'a demo account')
    .addHelpText('after', '\nExample: TOKEN=$(cunjian token --account auditor)')
    .action(async ({ account }: { account: string }) => {
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
        context.output().result({ account, zh, en }, `${account.padEnd(12)} ${zh}  ${en}`);
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
