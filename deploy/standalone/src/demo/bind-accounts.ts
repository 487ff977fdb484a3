import { done, type DemoSession } from './demo-session.ts';

/** Somebody of the register who is to sign in. */
export interface Bound {
  readonly person: string;
  readonly account: string;
}

/** An account and the office that it acts in. */
export type Officer = readonly [account: string, office: string];

/** What binding takes of a session. */
export interface Binding extends Pick<DemoSession, 'settle' | 'nextId'> {
  as(account: string, office?: string): Pick<ReturnType<DemoSession['as']>, 'registry'>;
}

/** By activation slips, as people without a real-name issuer do it: each of two officers hands over half of the code. */
export const bindAccounts = async (
  { as, settle, nextId }: Binding,
  first: Officer,
  second: Officer,
  people: readonly Bound[],
): Promise<void> => {
  const slips: { slip: string; half: string; account: string }[] = [];
  for (const { person, account } of people) {
    const { slip, codeHalf } = await done(
      as(...first).registry.slips.prepare({ commandId: nextId(`slip ${account}`), person }),
    );
    slips.push({ slip, half: codeHalf, account });
  }
  await settle();
  const codes = new Map<string, string>();
  for (const { slip, half, account } of slips) {
    const { codeHalf } = await done(
      as(...second).registry.slips.issue({ commandId: nextId(`issue ${account}`), slip }),
    );
    codes.set(account, `${half}-${codeHalf}`);
  }
  await settle();
  for (const { slip, account } of slips) {
    const bind = { commandId: nextId(`bind ${account}`), slip, code: codes.get(account) ?? '' };
    await done(as(account).registry.accounts.bind(bind));
  }
  await settle();
};
