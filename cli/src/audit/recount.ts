import { recount, type Recount, type RecountOptions, type RuleOn } from '@cunjian/ballots/recount';
import { ballotRuleInForce, ruleBook } from '@cunjian/statutes';
import { createNodeHasher, nodeEd25519 } from '@cunjian/tlog/node';
import { CommandRefused } from '../output.ts';
import { readText, type ExportManifest } from './export-layout.ts';
import { readEvents, type ExportedEvent } from './read-events.ts';

export interface ExportRecount extends Recount {
  /** Entries of the log that this reader may not open: what of the ballot stands in them was not recounted. */
  readonly withheld: number;
}

const idOf = ({ data }: ExportedEvent): string => (data as { readonly ballot: string }).ballot;

/** Reads an export that `verify` has passed. Refuses where it holds no such ballot, and names those that it holds. */
export const recountExport = async (
  dir: string,
  ballot: string,
  { issuers, progress }: Required<Pick<RecountOptions, 'issuers' | 'progress'>>,
): Promise<ExportRecount> => {
  const manifest = readText(dir, 'export.json');
  if (manifest === undefined)
    throw new CommandRefused(`${dir} holds no export: make one with \`cunjian audit export\``);
  const { withheld } = JSON.parse(manifest) as ExportManifest;
  const events = readEvents(dir);
  const held = events.filter(({ name }) => name === 'ballot-called').map(idOf);
  if (!held.includes(ballot))
    throw new CommandRefused(
      held.length === 0
        ? `${dir} holds no ballot that you may open`
        : `${dir} holds no ballot ${ballot}; it holds ${[...new Set(held)].join(', ')}`,
    );
  const hasher = createNodeHasher();
  const ruleOn: RuleOn = (opened, time) => ballotRuleInForce(ruleBook, opened, time);
  return { ...(await recount(events, { ballot, ed25519: nodeEd25519, hasher, ruleOn, issuers, progress })), withheld };
};
