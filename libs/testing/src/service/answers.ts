import type { Outcome } from '@cunjian/service-kit';

/** The result of a command that must not be refused. */
export const ok = async <Result>(outcome: Promise<Outcome<Result>>): Promise<Result> => {
  const answer = await outcome;
  if (!answer.ok) throw new Error(`refused: ${JSON.stringify(answer.refusals)}`);
  return answer.result;
};

/** Codes of the refusals of a command that must be refused. */
export const codesOf = async (outcome: Promise<Outcome<unknown>>): Promise<readonly string[]> => {
  const answer = await outcome;
  return answer.ok ? [] : answer.refusals.map(({ code }) => code);
};
