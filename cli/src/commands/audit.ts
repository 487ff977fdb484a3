import { readFile } from 'node:fs/promises';
import type { ReplacedKey } from '@cunjian/tlog';
import { InvalidArgumentError, type Command } from 'commander';
import { exportDivision } from '../audit/export.ts';
import { checkReceipt } from '../audit/receipt.ts';
import { replay } from '../audit/replay.ts';
import { reseal, sealedByServices, sealedInFolder } from '../audit/reseal.ts';
import { keyIdOf, timeOf } from '../audit/trusted-keys.ts';
import { erasuresText } from '../audit/erasures.ts';
import { verifyExport, type VerifyReport } from '../audit/verify.ts';
import { addRecount } from './recount.ts';
import { addRotateKey } from './rotate-key.ts';
import { collect, trustedKeys } from './trusted.ts';
import { CommandRefused } from '../output.ts';
import type { Context } from '../context.ts';
import { addWhereabouts, findAt, type Whereabouts } from './whereabouts.ts';

const addExport = (audit: Command, context: Context): void => {
  audit
    .command('export')
    .description('fetch a division log with the openings that you may read')
    .requiredOption('--division <code>', '12-digit division code')
    .requiredOption('--out <dir>', 'folder to write to')
    .addHelpText(
      'after',
      '\nExample: cunjian audit export --division 330302001200 --out ./export --token "$TOKEN" --office <id>',
    )
    .action(async ({ division, out }: { division: string; out: string }) => {
      const output = context.output();
      const manifest = await exportDivision(await context.connection(), division, out, output);
      output.result(
        { ...manifest },
        `${manifest.size} entries written to ${out}: ${manifest.openings} opened, ${manifest.withheld} not yours to open`,
      );
    });
};

const addVerify = (audit: Command, context: Context): void => {
  audit
    .command('verify')
    .description('check a log in a folder: ours, or any C2SP tlog-tiles log')
    .requiredOption('--dir <dir>', 'the export')
    .option('--vkey <vkey>', 'verifier key that you trust (repeatable)', collect)
    .option('--witness <vkey>', 'key of a witness (repeatable)', collect)
    .option('--quorum <n>', 'how many of these witnesses must have cosigned', quorumOf)
    .option('--since <file>', 'an older checkpoint, of the log or of the heads log, that it must extend')
    .addHelpText(
      'after',
      '\nExample: cunjian audit verify --dir ./export --vkey "$(head -1 vkeys-from-the-notice-sheet)" --since ./checkpoint-of-last-year',
    )
    .action(
      async (
        options: { dir: string; vkey?: string[]; witness?: string[]; quorum?: number; since?: string },
        command: Command,
      ) => {
        const output = context.output();
        const { quorum, witness = [] } = options;
        if (quorum !== undefined && quorum > witness.length)
          command.error(`error: --quorum ${quorum} of ${witness.length} witnesses: give each with --witness.`);
        const report = await verifyExport({
          dir: options.dir,
          vkeys: await trustedKeys(options.vkey, options.dir, context),
          witnesses: witness,
          quorum,
          since: options.since === undefined ? undefined : await readFile(options.since, 'utf8'),
        });
        for (const { where, what } of report.findings) output.result({ where, what }, `WRONG ${where}: ${what}`);
        if (report.findings.length > 0)
          throw new CommandRefused(`${report.findings.length} things are wrong with ${options.dir}`);
        output.result(
          { ok: true, ...report },
          `${report.origin}: ${report.size} entries, all as signed; ${report.opened} events opened and checked, ${report.withheld} withheld; ${erasuresText(report.erased)}; ${lost(report)}${replaced(report)}${witnessed(report, quorum)}`,
        );
      },
    );
};

const quorumOf = (text: string): number => {
  if (!/^[1-9]\d?$/.test(text)) throw new InvalidArgumentError('It is a number of witnesses.');
  return Number(text);
};

const witnessed = ({ cosigned, unsigned }: VerifyReport, quorum: number | undefined): string => {
  const missing = unsigned.length === 0 ? '' : `; missing: ${unsigned.join(', ')}`;
  if (cosigned.length === 0) return `no witness: shown by the operator alone${missing}`;
  const needed = quorum === undefined ? '' : `, quorum ${quorum}`;
  return `witnessed by ${cosigned.length} of ${cosigned.length + unsigned.length}${needed}: ${cosigned.join(', ')}${missing}`;
};

const lost = ({ lost }: { lost: number }): string => (lost === 0 ? '' : `${lost} lost by restores, as the log says; `);

/** One key signs for all logs, so that it may have been given under several names. */
const replaced = ({ replaced }: { replaced: readonly ReplacedKey[] }): string =>
  [...new Map(replaced.map((one) => [one.at, one])).values()]
    .map(({ vkey, by, at }) => `key ${keyIdOf(vkey)} was replaced by ${keyIdOf(by)} at ${timeOf(at)}; `)
    .join('');

const addReplay = (audit: Command, context: Context): void => {
  audit
    .command('replay')
    .description("a division's state and timeline as they were, from an export, offline")
    .requiredOption('--dir <dir>', 'the export')
    .option('--as-of <time>', 'RFC 3339 time')
    .addHelpText('after', '\nExample: cunjian audit replay --dir ./export --as-of 2026-04-20T00:00:00+08:00 --json')
    .action(async ({ dir, asOf }: { dir: string; asOf?: string }) => {
      const output = context.output();
      const { timeline, state, division, erased } = await replay(dir, asOf);
      for (const line of timeline)
        output.result({ ...line }, `${String(line.index).padStart(6)}  ${line.time}  ${line.event}  ${line.stream}`);
      for (const [model, documents] of Object.entries(state))
        for (const [key, document] of Object.entries(documents))
          output.result({ model, key, document }, `${model} ${key}\n  ${JSON.stringify(document)}`);
      output.result({ erased }, `${erasuresText(erased)}, as the events say`);
      output.say(`${division} as of ${asOf ?? 'now'}: ${timeline.length} events`);
    });
};

const addReceipt = (audit: Command, context: Context): void => {
  audit
    .command('receipt')
    .description('whether a receipt was kept')
    .requiredOption('--file <receipt>', 'the receipt')
    .requiredOption('--dir <dir>', 'an export of its division')
    .option('--vkey <vkey>', 'verifier key that you trust (repeatable)', collect)
    .option('--witness <vkey>', 'key of a witness (repeatable)', collect)
    .addHelpText('after', '\nExample: cunjian audit receipt --file receipt.txt --dir ./export')
    .action(async (options: { file: string; dir: string; vkey?: string[]; witness?: string[] }) => {
      const vkeys = await trustedKeys(options.vkey, options.dir, context);
      const receipt = await readFile(options.file, 'utf8');
      const status = await checkReceipt({ receipt, dir: options.dir, vkeys, witnesses: options.witness ?? [] });
      context.output().result({ status }, status);
      if (status === 'broken')
        throw new CommandRefused('the promise was broken: a witnessed tree at or after the deadline lacks an event');
    });
};

const addReseal = (audit: Command, context: Context): void => {
  const command = audit
    .command('reseal')
    .description('build all logs anew from the event store and compare them with everything ever signed')
    .requiredOption('--check', 'compare only; nothing is written');
  addWhereabouts(command, 'there: what holds the folder of audit')
    .addHelpText(
      'after',
      '\nExamples: cunjian audit reseal --check --data ./data\n' +
        '          cunjian audit reseal --check --event-store "esdb://…" --services /volumes',
    )
    .action(async (where: Whereabouts) => {
      const output = context.output();
      const sealed = findAt(where, sealedInFolder, sealedByServices);
      const { checkpoints, lost, findings } = await reseal(sealed, (position, head) =>
        output.say(`${position} of ${head}`),
      );
      for (const { where, what } of findings) output.result({ where, what }, `WRONG ${where}: ${what}`);
      if (findings.length > 0) throw new CommandRefused(`${findings.length} signed heads don't follow from the store`);
      output.result(
        { ok: true, checkpoints, lost },
        `all ${checkpoints} signed heads follow from the store${lost === 0 ? '' : `, but for ${lost} that restores have lost, as the logs say`}`,
      );
    });
};

export const addAuditCommands = (program: Command, context: Context): void => {
  const audit = program.command('audit').description("replay and verify a village's history");
  for (const add of [addExport, addVerify, addReplay, addRecount, addReceipt, addReseal, addRotateKey])
    add(audit, context);
};
