import { randomUUID } from 'node:crypto';
import { createActors, mutationText } from '../src/actors.ts';

/** What a caller was told is done. */
export interface Acknowledged {
  readonly notice: string;
  readonly position: bigint;
  readonly receipt: string;
}

const body = '330324108207-vc';
const checkpoint = '/log/division/330324108207/checkpoint';
/** So many writes to a look at the log, which is signed then. */
const writesPerLook = 10;
const mutation = mutationText('draftNotice', 'notice { id } receipt { note }');

/**
 * `count` callers who draft one notice after the other until `signal` is aborted or the server is gone. What was
 * acknowledged goes to `onDone`; what was not may have happened or not.
 */
export const keepWriting = async (
  url: string,
  count: number,
  signal: AbortSignal,
  onDone: (done: Acknowledged) => void,
): Promise<void> => {
  const clerk = await createActors(url)('clerk');
  const write = async (): Promise<void> => {
    for (let i = 0; !signal.aborted; i++) {
      const input = { commandId: randomUUID(), body, content: { title: '通知', text: '内容' } };
      try {
        if (i % writesPerLook === 0) await (await clerk.get(checkpoint)).text();
        const { data } = await clerk.send(mutation, { input });
        const { notice, position, receipt, userErrors } = data?.draftNotice ?? {};
        if (receipt !== undefined && receipt !== null)
          onDone({ notice: notice.id, position: BigInt(position), receipt: receipt.note });
        else if (userErrors?.[0]?.code !== 'store.busy') throw new Error(JSON.stringify(userErrors ?? data));
      } catch (error) {
        if (signal.aborted || isConnectionLost(error)) return;
        throw error;
      }
    }
  };
  await Promise.all(Array.from({ length: count }, write));
};

const isConnectionLost = (error: unknown): boolean => error instanceof TypeError || error instanceof SyntaxError;
