import { isCleanText, uncleanText } from '@cunjian/personal-data';
import { TRPCError } from '@trpc/server';
import { z } from 'zod';

/** Findings told in one answer. */
const maxFindings = 20;

/** A step of the way to a value; linked, so that a deep input costs no more than a wide one. */
interface Place {
  readonly value: unknown;
  readonly key?: PropertyKey;
  readonly parent?: Place;
}

const pathTo = (place: Place): readonly PropertyKey[] => {
  const path: PropertyKey[] = [];
  for (let at: Place | undefined = place; at?.key !== undefined; at = at.parent) path.push(at.key);
  return path.reverse();
};

/** Where an input has control characters or bidi overrides: in a text, or in the name of a member. */
export const uncleanTextIn = (input: unknown): readonly (readonly PropertyKey[])[] => {
  const found: Place[] = [];
  const left: Place[] = [{ value: input }];
  for (let parent = left.pop(); parent !== undefined && found.length < maxFindings; parent = left.pop()) {
    const { value } = parent;
    if (typeof value === 'string') {
      if (!isCleanText(value)) found.push(parent);
    } else if (Array.isArray(value)) {
      for (const [key, item] of value.entries()) left.push({ value: item as unknown, key, parent });
    } else if (typeof value === 'object' && value !== null) {
      for (const [key, member] of Object.entries(value)) {
        if (isCleanText(key)) left.push({ value: member as unknown, key, parent });
        else found.push(parent);
      }
    }
  }
  return found.map(pathTo);
};

/** Throws as a schema of the input would, with the path of each text. */
export const refuseUncleanText = (input: unknown): void => {
  const found = uncleanTextIn(input);
  if (found.length === 0) return;
  const issues = found.map((path) => ({ code: 'custom' as const, path: [...path], message: uncleanText, input }));
  throw new TRPCError({ code: 'BAD_REQUEST', cause: new z.ZodRealError(issues) });
};
