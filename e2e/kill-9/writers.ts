import { randomUUID } from 'node:crypto';
import { mutationText, type Actor, type Data } from '../src/actors.ts';

const body = '330324108207-vc';
const disclosure = `disclosure-${body}-2026Q2`;

const checkpoint = '/log/division/330324108207/checkpoint';
const writesPerLook = 10;

interface Command {
  readonly commandId: string;
  readonly mutation: string;
  readonly input: object;
  readonly selection: string;
}
/** What a person was told: from then on it must hold. */
export interface Acknowledged {
  readonly commandId: string;
  readonly receipt: string;
}

/** A person who sends one command after the other, and the same one again where no answer came. */
export interface Writer {
  readonly name: string;
  /** Of all rounds, in the order in which they were answered. */
  readonly acknowledged: readonly Acknowledged[];
  /** Whether a command was sent whose answer never came. */
  readonly waiting: boolean;
  /** Writes until the connection breaks or `signal` is aborted. */
  write(who: Actor, signal: AbortSignal, onAcknowledged: () => void): Promise<void>;
}

/** Half of them work on notices of their own, a stream each; half ask about the same disclosure. */
export const createWriter = (n: number): Writer & { readonly account: string } => {
  const acknowledged: Acknowledged[] = [];
  let notice: string | undefined;
  let pending: Command | undefined;
  let count = 0;

  const next = (): Command => {
    const text = `第${n}人第${++count}次`;
    const commandId = randomUUID();
    if (n % 2 === 1)
      return {
        commandId,
        mutation: 'raiseObjection',
        input: { disclosure, kind: 'QUESTION', text },
        selection: 'objection { id } receipt { note }',
      };
    const content = { title: `通知${n}`, text };
    return notice === undefined
      ? { commandId, mutation: 'draftNotice', input: { body, content }, selection: 'notice { id } receipt { note }' }
      : {
          commandId,
          mutation: 'reviseNotice',
          input: { notice, content },
          selection: 'notice { id text } receipt { note }',
        };
  };

  const send = async (who: Actor, { commandId, mutation, input, selection }: Command): Promise<void> => {
    const answer: Data = (await who.ask(mutationText(mutation, selection), { input: { ...input, commandId } }))[
      mutation
    ];
    const { userErrors } = answer;
    if (userErrors.length > 0) throw new Error(`${mutation}: ${JSON.stringify(userErrors)}`, { cause: userErrors });
    notice = answer.notice?.id ?? notice;
    acknowledged.push({ commandId, receipt: answer.receipt.note });
    pending = undefined;
  };

  return {
    name: `writer ${n}`,
    account: n % 2 === 1 ? 'villager' : 'clerk',
    acknowledged,
    get waiting() {
      return pending !== undefined;
    },
    write: async (who, signal, onAcknowledged) => {
      while (!signal.aborted) {
        pending ??= next();
        try {
          await send(who, pending);
          onAcknowledged();
          // A head is signed by being looked at.
          if (count % writesPerLook === 0) await (await who.get(checkpoint)).text();
        } catch (error) {
          // The process is gone, or going: whether the command happened is asked by sending it again.
          if (error instanceof TypeError || signal.aborted) return;
          throw error;
        }
      }
    },
  };
};
