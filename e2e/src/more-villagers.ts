import { randomUUID } from 'node:crypto';
import { bindAccounts, type Bound } from '@cunjian/standalone/demo/bind-accounts';
import type { Deployment } from './deployment.ts';

/**
 * More people of the demo's village with an account each, bound by activation slips. The embedded issuer knows the demo's
 * accounts alone, so these call the services themselves.
 */
export const moreVillagers = async (
  { calling, settle, as }: Deployment,
  division: string,
  people: readonly string[],
): Promise<readonly Bound[]> => {
  const officer = async (account: string) => [account, (await as(account)).office ?? ''] as const;
  const bound = people.map((person, i) => ({ person, account: `walker-${division}-${i}` }));
  const session = { as: calling, settle, nextId: () => randomUUID() };
  await bindAccounts(session, await officer('registrar'), await officer('registrar2'), bound);
  return bound;
};
