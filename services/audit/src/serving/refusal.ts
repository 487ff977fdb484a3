import { refuse, type Refusal } from '@cunjian/kernel';

export const refusal = (code: string, params: Refusal['params']) => ({
  ok: false as const,
  refusals: refuse(code, params).refused,
});

export const encode = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64');
