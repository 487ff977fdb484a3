import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import type { Command } from 'commander';
import type { Context } from '../context.ts';
import { CommandRefused, type Output } from '../output.ts';

interface UserError {
  readonly code: string;
  readonly message: string;
  readonly remedy: string | null;
  readonly field: string | null;
  readonly row?: number | null;
}

const errorFields = 'userErrors { code message remedy field sheet row column value }';

/** All findings of a file at once; the command fails where there are any. */
const report = (output: Output, errors: readonly UserError[]): void => {
  for (const error of errors)
    output.result(
      { ...error },
      `${error.row === null || error.row === undefined ? '' : `row ${error.row}: `}${error.message} (${error.code})${error.remedy === null ? '' : `\n  ${error.remedy}`}`,
    );
  if (errors.length > 0)
    throw new CommandRefused(`${errors.length} things have to be mended first; nothing was imported`);
};

interface RowsImported {
  readonly userErrors: readonly UserError[];
  readonly import: { readonly id: string; readonly rows: number } | null;
}

interface FileOptions {
  readonly division: string;
  readonly period: string;
  readonly body?: string;
  readonly source: string;
  readonly effective: string;
  readonly from?: string;
  readonly to?: string;
  readonly title?: string;
}

export const addImportCommands = (program: Command, context: Context): void => {
  const command = program.command('import').description('import a file through the API');

  const sendFile = async (file: string) => {
    const server = await context.connection();
    const hash = await server.upload(await readFile(file));
    return { server, input: { file: hash, fileName: basename(file) } };
  };

  /** A file whose rows are written after it has been accepted as a whole. */
  const importRows = async (mutation: string, type: string, file: string, more: object): Promise<void> => {
    const { server, input } = await sendFile(file);
    const answer = await server.graphql<Record<string, RowsImported>>(
      `mutation ($input: ${type}!) { ${mutation}(input: $input) { import { id rows } ${errorFields} } }`,
      { input: { ...input, ...more, commandId: randomUUID() } },
    );
    const payload = answer[mutation];
    report(context.output(), payload?.userErrors ?? []);
    const rows = payload?.import?.rows ?? 0;
    context.output().result({ ...payload?.import }, `${rows} rows accepted; they are being written`);
  };

  command
    .command('divisions <file>')
    .description('an official list of divisions (CSV, XLSX)')
    .requiredOption('--source <text>', 'where the list comes from')
    .requiredOption('--effective <date>', 'YYYY-MM-DD')
    .addHelpText(
      'after',
      '\nExample: cunjian import divisions divisions.csv --source "county bureau, 2026" --effective 2026-01-01',
    )
    .action(async (file: string, options: FileOptions) => {
      const { source, effective } = options;
      await importRows('importDivisions', 'ImportDivisionsInput', file, { source, effective });
    });

  command
    .command('residents <file>')
    .description('residents of one village (CSV, XLSX)')
    .requiredOption('--division <code>', 'the village')
    .addHelpText('after', '\nExample: cunjian import residents residents.xlsx --division 330302001200')
    .action(async (file: string, { division }: FileOptions) => {
      await importRows('importResidents', 'ResidentsFileInput', file, { division });
    });

  command
    .command('disclosure <file>')
    .description('finance disclosures: of one body, or of many villages of an agency')
    .requiredOption('--period <period>', '2026Q1, 2026-03, 2026; of a matter matter-<word>, with the three below')
    .option('--body <id>', 'absent: told by the file')
    .option('--from <date>', "a matter's first day, YYYY-MM-DD")
    .option('--to <date>', "a matter's last day")
    .option('--title <text>', 'what the matter is')
    .addHelpText(
      'after',
      '\nExamples: cunjian import disclosure q1.xlsx --period 2026Q1 --office <id>\n' +
        '          cunjian import disclosure road.xlsx --period matter-road-2026 --body <id> --from 2026-03-01 --to 2026-05-31 --title "文昌路硬化" --office <id>',
    )
    .action(async (file: string, { period, body, from, to, title }: FileOptions) => {
      const matter = [from, to, title];
      if (matter.some((one) => one !== undefined) && matter.includes(undefined))
        throw new CommandRefused('a matter takes --from, --to and --title, all three');
      const { server, input } = await sendFile(file);
      const ofMatter = title === undefined ? {} : { days: { from, to }, title };
      const { importDisclosures } = await server.graphql<{
        importDisclosures: { userErrors: UserError[]; results: { bodyName: string; userErrors: UserError[] }[] };
      }>(
        `mutation ($input: DisclosureFileInput!) { importDisclosures(input: $input) { ${errorFields} results { bodyName ${errorFields} } } }`,
        {
          input: { ...input, period, ...ofMatter, ...(body === undefined ? {} : { body }), commandId: randomUUID() },
        },
      );
      const output = context.output();
      for (const { bodyName, userErrors } of importDisclosures.results)
        output.result(
          { bodyName, ok: userErrors.length === 0 },
          `${userErrors.length === 0 ? 'drafted' : 'REFUSED'} ${bodyName}`,
        );
      report(output, [
        ...importDisclosures.userErrors,
        ...importDisclosures.results.flatMap(({ userErrors }) => userErrors),
      ]);
    });
};
