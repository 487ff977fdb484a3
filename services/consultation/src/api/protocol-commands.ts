import type { Digest, ProtocolEntry } from '@cunjian/contracts';
import { isRefused, type Refused } from '@cunjian/kernel';
import { plain } from '@cunjian/personal-data';
import { idInput, type Acting, type Words } from '@cunjian/service-kit/acting';
import { z } from 'zod';
import type { BallotCommand } from '../ballot/command.ts';
import type { Ballot, BallotTerms } from '../ballot/ballot.ts';
import { grantedAtClosing } from '../ballot/votes-of.ts';
import type { Consultation, Procedures } from '../consultation-context.ts';
import { rollEntryKey } from '../projections/roll-entries.ts';
import { onBallot } from './ballot-commands.ts';
import { filesInput, filesOf } from './prose.ts';

const count = z.int().min(0).max(10_000_000);
const maxWriteIns = 200;

const entryInput = z.object({
  issued: count,
  returned: count,
  valid: count,
  invalid: count,
  abstained: count,
  votes: z.array(z.object({ option: idInput, votes: count })).max(100),
  writeIns: z
    .array(z.object({ name: plain('name'), woman: z.boolean(), votes: count }))
    .max(maxWriteIns)
    .default([]),
});
type EntryInput = z.output<typeof entryInput>;

/** Names of write-ins by their digests: of this entry, and of the one that waits for it. */
const namesOf = async (
  { runtime }: Consultation,
  waiting: ProtocolEntry | undefined,
  entry: ProtocolEntry,
  input: EntryInput,
): Promise<ReadonlyMap<Digest, string>> => {
  const digests = (waiting?.writeIns ?? []).map(({ name }) => name);
  const kept = await runtime.vault.get(digests);
  const before = digests.flatMap((digest) => {
    const record = kept.get(digest);
    return record?.state === 'kept' ? [[digest, String(record.value)] as const] : [];
  });
  return new Map([...before, ...entry.writeIns.map(({ name }, at) => [name, input.writeIns[at]?.name ?? ''] as const)]);
};

/** A candidate, or a near relative of one, counts no votes: one household is near unless recorded otherwise. */
const isRecused = async (
  consultation: Consultation,
  ctx: Acting,
  { ballot, question, division }: BallotTerms,
): Promise<boolean | Refused> => {
  const { person } = ctx.caller;
  if (question.kind !== 'election' || person === undefined) return false;
  const candidates = question.candidates.flatMap((one) => one.person ?? []);
  if (candidates.includes(person)) return true;
  const kinship = await consultation.registry.kinship(ctx, { division, person });
  if (isRefused(kinship)) return kinship;
  const entries = await consultation.models.rollEntries.get(
    [person, ...candidates].map((one) => rollEntryKey(ballot, one)),
  );
  const householdOf = (one: string) => entries.get(rollEntryKey(ballot, one))?.household;
  const own = householdOf(person);
  return candidates.some((one) => kinship.get(one) ?? (own !== undefined && householdOf(one) === own));
};

const enterCommand = async (
  consultation: Consultation,
  ctx: Acting,
  state: Exclude<Ballot, { status: 'none' }>,
  { channel, entry: input, scans: files }: z.output<typeof enterInput>,
  words: Words,
): Promise<BallotCommand | Refused> => {
  const person = ctx.caller.person ?? '';
  const scans = await filesOf(words, files, 'scans');
  if (isRefused(scans)) return scans;
  const entry: ProtocolEntry = words.conceal(entryInput, input);
  const common = { do: 'enter-protocol', channel, entry, person, scans } as const;
  // The decider says why it can't be entered.
  if (state.status !== 'closed') return { ...common, recorded: 0, isRecused: false, names: new Map() };
  const { papers, hands } = await grantedAtClosing(consultation, state.opened);
  const recused = await isRecused(consultation, ctx, state.opened);
  if (isRefused(recused)) return recused;
  return {
    ...common,
    recorded: channel === 'paper' ? papers : hands,
    isRecused: recused,
    names: await namesOf(consultation, state.protocols[channel]?.first?.entry, entry, input),
  };
};

const enterInput = z.object({
  ballot: idInput,
  channel: z.enum(['paper', 'show-of-hands']),
  entry: entryInput,
  scans: filesInput,
});

export const protocolCommands = (consultation: Consultation, { command }: Procedures) => ({
  /** 录入计票记录: by two people, neither of whom is shown what the other entered before both have. */
  enterProtocol: command('ballot.protocol')
    .input(enterInput)
    .mutation(({ ctx, input }) =>
      onBallot(consultation, ctx, input, (state, words) => enterCommand(consultation, ctx, state, input, words)),
    ),
});
