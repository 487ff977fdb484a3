import type { Command } from 'commander';
import { CommandRefused } from '../output.ts';

/** What the options say of where a deployment has what it keeps. */
export interface Whereabouts {
  readonly data: string;
  readonly eventStore?: string;
  readonly services?: string;
}

/** One data folder, or where each service is a process an event store and `services`, which it describes. */
export const addWhereabouts = (command: Command, services: string): Command =>
  command
    .option('--data <dir>', 'data folder', './data')
    .option('--event-store <url>', 'connection string of the EventStoreDB, where each service is a process')
    .option('--services <dir>', services);

/** What is found in the one place or at the other. */
export const findAt = <Found>(
  { data, eventStore, services }: Whereabouts,
  inFolder: (data: string) => Found,
  byServices: (services: string, eventStore: string) => Found,
): Found => {
  if (eventStore !== undefined && services !== undefined) return byServices(services, eventStore);
  if (eventStore !== undefined || services !== undefined)
    throw new CommandRefused('name both --event-store and --services, or neither');
  return inFolder(data);
};
