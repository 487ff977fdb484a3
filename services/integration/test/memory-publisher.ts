import type { Message, Publisher } from '../src/relay/publisher.ts';

/**
 * A broker on arrays. `failAfter` messages it keeps no more and throws, as if the answer were lost; `open` mends it.
 * Between `fall` and `rise` nothing can be sent, and `open` throws too.
 */
export const createMemoryPublisher = () => {
  const kept: Message[] = [];
  let left = Infinity;
  let opened = false;
  let away = false;
  const publisher: Publisher = {
    open: async () => {
      if (away) throw new Error('the broker is gone');
      opened = true;
      left = Infinity;
    },
    send: async (messages) => {
      if (!opened) throw new Error('not open');
      for (const message of messages) {
        if (away || left-- <= 0) throw new Error('the broker is gone');
        kept.push(message);
      }
      if (left <= 0) throw new Error('the answer is lost');
    },
    close: async () => {
      opened = false;
    },
  };
  return {
    publisher,
    kept,
    failAfter: (messages: number) => (left = messages),
    fall: () => (away = true),
    rise: () => (away = false),
  };
};
