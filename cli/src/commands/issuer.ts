import { once } from 'node:events';
import { systemRandom } from '@cunjian/service-kit';
import type { Command } from 'commander';
import type { Context } from '../context.ts';
import { openIssuer } from '../issuer/issuer.ts';
import { serveIssuer } from '../issuer/serve-issuer.ts';
import { portOf } from './port-of.ts';

interface Options {
  readonly dir: string;
  readonly name?: string;
  readonly port: number;
  readonly host: string;
}

export const addIssuer = (program: Command, context: Context): void => {
  program
    .command('issuer')
    .description('sign the tokens of secret ballots, as the second of two hands')
    .requiredOption('--dir <dir>', 'folder of this issuer: its keys and what it has signed')
    .option('--name <name>', "name of the key of its statements, without spaces; by default this machine's", undefined)
    .option('--port <port>', 'port to listen on', portOf, 4700)
    .option('--host <address>', 'address to listen on; 0.0.0.0 lets other machines connect', '127.0.0.1')
    .addHelpText('after', '\nExample: cunjian issuer --dir ./issuer --name town.example/issuer --host 0.0.0.0')
    .action(async ({ dir, name, port, host }: Options) => {
      const output = context.output();
      const opened = await openIssuer({ dir, name, random: systemRandom });
      const served = await serveIssuer({ opened, host, port });
      const { vkey } = opened.issuer;
      output.result({ vkey, token: opened.token, port: served.port }, `${vkey}\nCUNJIAN_ISSUER_TOKEN=${opened.token}`);
      output.say(
        `signing on http://${host}:${served.port}; Ctrl+C ends it. Put TLS before it: the token is a password`,
      );
      await Promise.race([once(process, 'SIGINT'), once(process, 'SIGTERM')]);
      await served.close();
      opened.issuer.close();
    });
};
