import type { Connection } from './connection.ts';
import type { Output } from './output.ts';

/** What a command works with; read when it runs, since global options may stand behind it. */
export interface Context {
  output(): Output;
  connection(): Promise<Connection>;
}
