import { randomUUID } from 'node:crypto';
import type { Running } from './running.ts';

export interface MoreVillager {
  readonly account: string;
  readonly person: string;
}

type Registry = ReturnType<Running['standalone']['services']['registry']['wired']['router']['createCaller']>;

const done = async <Result>(
  outcome: Promise<{ ok: true; result: Result } | { ok: false; refusals: unknown }>,
): Promise<Result> => {
  const answer = await outcome;
  if (!answer.ok) throw new Error(JSON.stringify(answer.refusals));
  return answer.result;
};

/**
 * More people of the demo's village with an account each, bound by activation slips. The embedded issuer knows the demo's
 * accounts alone, so these call the services themselves.
 */
export const moreVillagers = async (
  { standalone: { services }, settle, as }: Running,
  division: string,
  people: readonly string[],
): Promise<readonly MoreVillager[]> => {
  const registryAs = (account: string, office?: string): Registry =>
    services.registry.wired.router.createCaller({ account, office, correlationId: 'e2e' });
  const officeOf = async (account: string): Promise<string | undefined> => (await as(account)).office;
  const first = registryAs('registrar', await officeOf('registrar'));
  const second = registryAs('registrar2', await officeOf('registrar2'));
  const bound: MoreVillager[] = [];
  for (const [i, person] of people.entries()) {
    const { slip, codeHalf } = await done(first.slips.prepare({ commandId: randomUUID(), person }));
    await settle();
    const issued = await done(second.slips.issue({ commandId: randomUUID(), slip }));
    await settle();
    const account = `walker-${division}-${i}`;
    await done(
      registryAs(account).accounts.bind({ commandId: randomUUID(), slip, code: `${codeHalf}-${issued.codeHalf}` }),
    );
    bound.push({ account, person });
  }
  await settle();
  return bound;
};
