import type { Arithmetic } from '../consultation/proceedings/queries.ts';
import { createComparison, fieldsOf, listOf, type Collector, type Compare, type SayField } from './comparison.ts';

/** `NO_QUORUM` → `no-quorum`: as events name it. */
export const asSealed = (name: string): string => name.toLowerCase().replaceAll('_', '-');

type ShownArithmetic = Arithmetic & { readonly chosen?: readonly string[] };

/** Every number of a count, and what followed from it. */
export const compareArithmetic = (found: Collector, shown: ShownArithmetic, sealed: unknown): void => {
  const event = fieldsOf(sealed);
  const { votes, majorityOf, outcome, chosen, ...numbers } = shown;
  found.figures('', { ...numbers, majorityOf: asSealed(majorityOf), outcome: asSealed(outcome) }, event);
  const sealedVotes = listOf(event['votes']).map(fieldsOf);
  found.plain('', 'options', votes.length, sealedVotes.length);
  for (const [at, vote] of votes.entries()) found.figures('', vote, sealedVotes[at] ?? {});
  if (chosen !== undefined) found.plain('', 'chosen', chosen.join(), listOf(event['chosen']).join());
};

/** What the page shows of a counted ballot. */
export interface ShownTally {
  readonly ballot: string;
  readonly arithmetic: ShownArithmetic;
  readonly channels: readonly {
    readonly channels: readonly string[];
    readonly present: number;
    readonly cast: number;
    readonly valid: number;
    readonly invalid: number;
  }[];
}

/** All of it against the event `ballot-counted`, which holds no text. */
export const compareTally =
  ({ ballot, arithmetic, channels }: ShownTally, say?: SayField): Compare =>
  (event) => {
    const found = createComparison([], say);
    const data = fieldsOf(event['data']);
    found.plain('', 'ballot', ballot, data['ballot']);
    compareArithmetic(found, arithmetic, data['arithmetic']);
    const sealed = listOf(data['channels']).map(fieldsOf);
    found.plain('', 'channels', channels.length, sealed.length);
    for (const [at, { channels: by, ...numbers }] of channels.entries()) {
      const one = sealed[at] ?? {};
      found.plain('', 'channels', by.map(asSealed).join(), listOf(one['channels']).join());
      found.figures('', numbers, one);
    }
    return found.result();
  };
