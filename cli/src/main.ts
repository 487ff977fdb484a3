import { Command, CommanderError, InvalidArgumentError } from 'commander';
import { isTlogError } from '@cunjian/tlog';
import { addAuditCommands } from './commands/audit.ts';
import { addDataCommands } from './commands/data.ts';
import { addDeploymentCommands } from './commands/deployment.ts';
import { addIssuer } from './commands/issuer.ts';
import { addWitness } from './commands/witness.ts';
import { connect } from './connection.ts';
import type { Context } from './context.ts';
import { CommandRefused, createOutput, exitCodes } from './output.ts';

interface GlobalOptions {
  readonly url: string;
  readonly token?: string;
  readonly office?: string;
  readonly json?: boolean;
}

const createProgram = (stdout: NodeJS.WritableStream, stderr: NodeJS.WritableStream): Command => {
  const program = new Command('cunjian')
    .description('Cunjian 村鉴 on the command line')
    .option('--url <url>', 'a running deployment', address, 'http://127.0.0.1:4000')
    .option('--token <token>', 'access token (or CUNJIAN_TOKEN)')
    .option('--office <id>', 'the office to act in (or CUNJIAN_OFFICE)')
    .option('--json', 'JSON lines on stdout')
    .addHelpText('after', '\nExample: cunjian token --account auditor')
    .exitOverride()
    .configureOutput({ writeOut: (text) => stdout.write(text), writeErr: (text) => stderr.write(text) });
  const context: Context = {
    output: () => createOutput(program.opts<GlobalOptions>().json ?? false, stdout, stderr),
    connection: async () => {
      const { url, token, office } = program.opts<GlobalOptions>();
      return connect({
        url,
        token: token ?? process.env['CUNJIAN_TOKEN'],
        office: office ?? process.env['CUNJIAN_OFFICE'],
      });
    },
  };
  addAuditCommands(program, context);
  addDeploymentCommands(program, context);
  addDataCommands(program, context);
  addWitness(program, context);
  addIssuer(program, context);
  // Global options may stand behind the command, as people write them.
  for (const command of program.commands) inheritOptions(command);
  return program;
};

const inheritOptions = (command: Command): void => {
  command.exitOverride().configureOutput(command.parent?.configureOutput() ?? {});
  for (const child of command.commands) inheritOptions(child);
};

/** Brings global options before the command, wherever they stand. */
const globalsFirst = (args: readonly string[]): string[] => {
  const globals: string[] = [];
  const rest: string[] = [];
  for (let i = 0; i < args.length; i++) {
    const arg = args[i] ?? '';
    if (arg === '--json' || /^--(url|token|office)=/.test(arg)) globals.push(arg);
    else if (['--url', '--token', '--office'].includes(arg)) globals.push(...args.slice(i, ++i + 1));
    else rest.push(arg);
  }
  return [...globals, ...rest];
};

/** Resolves to the exit code of the stable surface: 0 done, 1 refused or verification failed, 2 wrong usage. */
export const main = async (
  argv: readonly string[],
  stdout: NodeJS.WritableStream = process.stdout,
  stderr: NodeJS.WritableStream = process.stderr,
): Promise<number> => {
  try {
    await createProgram(stdout, stderr).parseAsync(globalsFirst(argv.slice(2)), { from: 'user' });
    return exitCodes.done;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? exitCodes.done : exitCodes.usage;
    if (error instanceof CommandRefused || isTlogError(error) || isMissingFile(error)) {
      stderr.write(`${error.message}\n`);
      return exitCodes.refused;
    }
    throw error;
  }
};

const isMissingFile = (error: unknown): error is Error =>
  typeof error === 'object' && error !== null && 'code' in error && error.code === 'ENOENT';

const address = (url: string): string => {
  if (!/^https?:$/.test(URL.parse(url)?.protocol ?? ''))
    throw new InvalidArgumentError('It is an address such as http://127.0.0.1:4000.');
  return url;
};
