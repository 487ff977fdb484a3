/** Lets everything that is ready run, until `holds`. Fails where it never does: nothing here waits for real time. */
export const until = async (holds: () => boolean | Promise<boolean>, maxTurns = 2_000): Promise<void> => {
  for (let turn = 0; turn < maxTurns; turn++) {
    if (await holds()) return;
    await new Promise(setImmediate);
  }
  throw new Error('it never came to hold');
};
