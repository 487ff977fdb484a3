import { expect } from '@jest/globals';
import { isTlogError, type TlogErrorCode } from '../src/index.ts';

const codeOf = (error: unknown): string =>
  isTlogError(error) ? `${error.code}${error.where === undefined ? '' : ` at ${error.where}`}` : `not coded: ${error}`;

/** With `where` where the error must name a place. */
export const expectCode = (act: () => unknown, code: TlogErrorCode, where?: string): void => {
  let outcome = 'nothing thrown';
  try {
    act();
  } catch (error) {
    outcome = codeOf(error);
  }
  compare(outcome, code, where);
};

export const expectCodeOf = async (promise: Promise<unknown>, code: TlogErrorCode, where?: string): Promise<void> => {
  compare(await promise.then(() => 'nothing thrown', codeOf), code, where);
};

const compare = (outcome: string, code: string, where?: string): void => {
  if (where === undefined) expect(outcome.split(' at ')[0]).toBe(code);
  else expect(outcome).toBe(`${code} at ${where}`);
};
