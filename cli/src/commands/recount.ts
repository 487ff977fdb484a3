import { findingText, type RecountFinding } from '@cunjian/ballots/finding';
import type { Command } from 'commander';
import { recountExport, type ExportRecount } from '../audit/recount.ts';
import { verifyExport } from '../audit/verify.ts';
import type { Context } from '../context.ts';
import { CommandRefused, type Output } from '../output.ts';
import { collect, trustedKeys } from './trusted.ts';

/** Progress is told every so many ballots. */
const ballotsBetweenLines = 5_000;

const progressTo = (output: Output) => {
  let told = 0;
  return (done: number, total: number): void => {
    if (done < told + ballotsBetweenLines && done < total) return;
    told = done;
    output.say(`${done} of ${total} sealed ballots opened`);
  };
};

const sayFinding = (output: Output, finding: RecountFinding): void => {
  const { code, where, params, level } = finding;
  const at = where === '' ? '' : ` ${where}`;
  const text = `${level === 'wrong' ? 'WRONG' : 'NOTE'}${at}: ${findingText(finding, 'en')} [${code}]`;
  output.result({ level, code, where, params, text: findingText(finding, 'en') }, text);
};

const summaryOf = (result: ExportRecount): string => {
  const { ballot, recounted, withheld, tokens, sealed, papers, hands, secrecy, issuers = [] } = result;
  if (recounted === undefined) return `${ballot} has no result yet`;
  const { arithmetic: a } = recounted;
  const votes = a.votes.map(({ option, votes }) => `${option} ${votes}`).join(', ');
  const online = secrecy === 'secret' ? `${sealed} sealed ballots of ${tokens} tokens, ` : '';
  return [
    `${ballot}: ${a.outcome}${a.chosen.length === 0 || a.outcome === 'adopted' ? '' : ` (${a.chosen.join(', ')})`}`,
    `  ${a.members} members, ${a.present} present, ${a.quorumNeeded} needed for a quorum: ${a.quorate ? 'met' : 'not met'}`,
    `  ${votes}; ${a.abstained} abstained, ${a.invalid} invalid, of ${a.cast} cast; ${a.needed} of ${a.base} ${a.majorityOf} needed`,
    `  ${online}${papers} papers given out, ${hands} people at the meeting`,
    ...issuers.map(({ hands, vkey }) => `  tokens signed by ${hands}: ${vkey}`),
    ...(withheld === 0
      ? []
      : [`  ${withheld} entries of this log are not yours to open: what of it stands there was not recounted`]),
  ].join('\n');
};

interface Options {
  readonly dir: string;
  readonly ballot: string;
  readonly vkey?: string[];
  readonly issuer?: string[];
}

const run = async ({ dir, ballot, vkey, issuer = [] }: Options, context: Context): Promise<void> => {
  const output = context.output();
  const verified = await verifyExport({ dir, vkeys: await trustedKeys(vkey, dir, context), witnesses: [] });
  for (const { where, what } of verified.findings)
    output.result({ level: 'wrong', code: 'log.unverified', where, text: what }, `WRONG ${where}: ${what}`);
  if (verified.findings.length > 0)
    throw new CommandRefused(`${verified.findings.length} things are wrong with ${dir}: nothing was recounted`);
  const result = await recountExport(dir, ballot, { issuers: issuer, progress: progressTo(output) });
  for (const finding of result.findings) sayFinding(output, finding);
  const wrong = result.findings.filter(({ level }) => level === 'wrong').length;
  const ok = wrong === 0 && result.stored !== undefined;
  output.result({ ok, ...result }, summaryOf(result));
  if (wrong > 0) throw new CommandRefused(`${wrong} things are wrong with ${ballot}`);
  if (!ok) throw new CommandRefused(`${ballot} has no stored tally to compare with`);
  output.say('The recount agrees with the stored tally in every number.');
};

/** Counts one ballot of an export again, offline. */
export const addRecount = (audit: Command, context: Context): void => {
  audit
    .command('recount')
    .description('count a ballot again from an export, offline, and name whatever does not follow')
    .requiredOption('--dir <dir>', 'the export')
    .requiredOption('--ballot <id>', 'the ballot, as in its address on the page')
    .option('--vkey <vkey>', 'verifier key that you trust (repeatable)', collect)
    .option('--issuer <vkey>', 'verifier key of an issuer of tokens, from its own hands (repeatable)', collect)
    .addHelpText(
      'after',
      '\nChecks the log as `audit verify` does, then roll, entitlements, tokens, sealed ballots, proxies, protocols, quorum and majority.' +
        '\nEnds with 0 where the stored tally is right, 1 where anything is wrong.' +
        '\n\nExample: cunjian audit recount --dir ./export --ballot ballot-1b4e28ba-2fa1-4d3b-a3f5-ef19b5a7633b',
    )
    .action((options: Options) => run(options, context));
};
