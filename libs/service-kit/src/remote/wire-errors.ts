import { isRefused, type Refused } from '@cunjian/kernel';
import { TRPCError } from '@trpc/server';
import { z, ZodError, ZodRealError } from 'zod';

type Code = TRPCError['code'];

const shape = z.object({
  message: z.string(),
  data: z.looseObject({ code: z.string(), issues: z.array(z.any()).optional(), refused: z.array(z.any()).optional() }),
});

/** What of an error's cause a caller needs, wherever it is: what is wrong with the input, or why a query is refused. */
const wireData = (cause: unknown): { readonly issues?: unknown; readonly refused?: Refused['refused'] } => {
  if (cause instanceof ZodError) return { issues: cause.issues };
  return isRefused(cause) ? { refused: cause.refused } : {};
};

/** An error as it goes over the wire. */
export const errorShape = ({ message, code, cause }: TRPCError) => ({ message, data: { code, ...wireData(cause) } });

/** The error that a service threw, from what came over the wire; undefined where no service said it. */
export const errorFrom = (received: unknown): TRPCError | undefined => {
  const { success, data: given } = shape.safeParse(received);
  if (!success) return undefined;
  const { code, issues, refused } = given.data;
  const cause =
    issues !== undefined
      ? new ZodRealError(issues)
      : refused !== undefined
        ? Object.assign(new Error(given.message), { refused })
        : undefined;
  return new TRPCError({ code: code as Code, message: given.message, cause });
};
