import { createHash } from 'node:crypto';

/** An account may belong to people of different villages over time, hence its stream belongs to the nation. */
export const accountStream = (account: string): string =>
  `account-${createHash('sha256').update(account).digest('hex')}`;
