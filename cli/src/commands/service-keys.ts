import { makeServiceKeys } from '@cunjian/service-kit/process';
import type { Command } from 'commander';
import type { Context } from '../context.ts';

export const addServiceKeys = (program: Command, context: Context): void => {
  program
    .command('service-keys')
    .description('make the keys by which services know each other: a private one each, and one file of all public ones')
    .requiredOption('--dir <dir>', 'keys that are in it are kept')
    .option('--renew', 'make all of them anew; all services have to be started again')
    .argument('<service...>', 'every service of the deployment, the gateway too')
    .addHelpText(
      'after',
      '\nExample: cunjian service-keys --dir ./secrets registry publication consultation audit integration gateway',
    )
    .action(async (services: readonly string[], { dir, renew = false }: { dir: string; renew?: boolean }) => {
      const { keys, made } = await makeServiceKeys(dir, services, { renew });
      context
        .output()
        .result({ keys, made }, `${keys} holds the public keys of ${services.join(', ')}; ${made.length} made`);
    });
};
