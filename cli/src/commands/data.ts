import type { Command } from 'commander';
import { backup } from '../backup/backup.ts';
import { keptByServices, keptInFolder } from '../backup/kept.ts';
import { restore } from '../backup/restore.ts';
import type { Context } from '../context.ts';
import { dealOut } from '../migrate/service-folders.ts';
import { addImportCommands } from './import.ts';
import { addServiceKeys } from './service-keys.ts';
import { addWhereabouts, findAt, type Whereabouts } from './whereabouts.ts';

/** Commands that work on the data folder, and imports. */
export const addDataCommands = (program: Command, context: Context): void => {
  addImportCommands(program, context);
  addServiceKeys(program, context);

  const backingUp = program
    .command('backup')
    .description('copy what can not be derived, also beside a running deployment; vaults go into a folder of their own')
    .requiredOption('--out <dir>', 'an empty folder');
  addWhereabouts(backingUp, 'there: what holds the folders of the services, and blobs')
    .addHelpText(
      'after',
      '\nExamples: cunjian backup --data ./data --out /backups/2026-11-22\n' +
        '          cunjian backup --event-store "esdb://…" --services /volumes --out /backups/2026-11-22',
    )
    .action(async ({ out, ...where }: Whereabouts & { out: string }) => {
      const kept = findAt(where, keptInFolder, keptByServices);
      const manifest = await backup(kept, out, (text) => context.output().say(text));
      context.output().result({ ...manifest }, `${manifest.files.length} files written to ${out}`);
    });

  program
    .command('restore')
    .description('make a data folder from a backup; begins a new epoch of every log that was shown larger')
    .requiredOption('--from <dir>', 'the backup')
    .requiredOption('--reason <text>', 'why: stands in the first entry of each new epoch')
    .option('--data <dir>', 'an empty folder', './data')
    .option('--published <file>', "the lost deployment's published.sqlite, where it survived")
    .addHelpText(
      'after',
      '\nExample: cunjian restore --from /backups/2026-11-22 --data ./data --reason "disk failure on 23 November"',
    )
    .action(async (options: { from: string; data: string; reason: string; published?: string }) => {
      const report = await restore(options, (text) => context.output().say(text));
      context.output().result({ ...report }, `restored to ${options.data}; ${report.epochs} logs begin a new epoch`);
    });

  program
    .command('migrate')
    .description('copy a stopped deployment to an EventStoreDB, and prove that its logs are the same there')
    .requiredOption('--from <dir>', 'data folder')
    .requiredOption('--to <url>', 'connection string of an EventStoreDB that holds nothing else')
    .option('--into <dir>', 'deal out vaults, keys and files to a folder for each service below it')
    .addHelpText(
      'after',
      '\nExample: cunjian migrate --from ./data --to "esdb://admin:changeit@127.0.0.1:2113" --into ./services',
    )
    .action(async ({ from, to, into }: { from: string; to: string; into?: string }) => {
      // The client of the server is loaded by the one command that needs it.
      const { migrate } = await import('../migrate/migrate.ts');
      const migrated = await migrate(from, to, (text) => context.output().say(text));
      if (into !== undefined) for (const folder of await dealOut(from, into)) context.output().say(`made ${folder}`);
      const { events, logs } = migrated;
      context.output().result({ ...migrated }, `${events} events copied; ${logs} logs have the same roots`);
    });
};
