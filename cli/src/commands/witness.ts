import { once } from 'node:events';
import { systemClock, systemRandom } from '@cunjian/service-kit';
import type { Command } from 'commander';
import type { Context } from '../context.ts';
import { serveWitness } from '../witness/serve-witness.ts';
import { openWitness } from '../witness/witness.ts';
import { portOf } from './port-of.ts';

interface Options {
  readonly dir: string;
  readonly log: readonly string[];
  readonly name?: string;
  readonly port: number;
  readonly host: string;
}

const collect = (value: string, all: readonly string[] = []): string[] => [...all, value];

export const addWitness = (program: Command, context: Context): void => {
  program
    .command('witness')
    .description('watch that a log shows everybody the same, and cosign what it shows')
    .requiredOption('--dir <dir>', 'folder of this witness: its key and what it has cosigned')
    .requiredOption(
      '--log <log>',
      "a log's verifier key, or its origin, a space and the key (repeatable; each key of a log)",
      collect,
    )
    .option('--name <name>', "name of this witness's key, without spaces; by default this machine's", undefined)
    .option('--port <port>', 'port to listen on', portOf, 4600)
    .option('--host <address>', 'address to listen on; 0.0.0.0 lets other machines connect', '127.0.0.1')
    .addHelpText(
      'after',
      '\nExample: cunjian witness --dir ./witness --name witness.example.edu --log "$(curl -s https://village.example/log/vkeys | head -1)" --host 0.0.0.0',
    )
    .action(async ({ dir, log: logs, name, port, host }: Options) => {
      const output = context.output();
      const witness = await openWitness({
        ...{ dir, logs, name, say: output.say },
        clock: systemClock,
        random: systemRandom,
      });
      const served = await serveWitness({ witness, host, port, clock: systemClock });
      output.result({ vkey: witness.vkey, port: served.port }, witness.vkey);
      output.say(`taking checkpoints on http://${host}:${served.port}/add-checkpoint; Ctrl+C ends it`);
      await Promise.race([once(process, 'SIGINT'), once(process, 'SIGTERM')]);
      await served.close();
      witness.close();
    });
};
