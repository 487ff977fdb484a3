import { describe, expect, it } from '@jest/globals';
import { digestField } from '@cunjian/contracts';
import { z } from 'zod';
import { concealInput, plain } from './conceal.ts';
import { digestOf } from './digest.ts';

let counter = 0;
const random = {
  bytes: (length: number) => new Uint8Array(length).fill(++counter % 256),
  uuid: () => '00000000-0000-4000-8000-000000000000',
};
const context = { random, division: '330304001200', recordedOn: '2026-03-05' };

const line = z.object({
  summary: z.string(),
  payee: plain('name-in-accounts').optional(),
  witness: plain('name').nullable(),
});
const schema = z.object({
  id: z.string(),
  lines: z.array(line).readonly(),
  contact: z.discriminatedUnion('by', [
    z.object({ by: z.literal('phone'), phone: plain('phone') }),
    z.object({ by: z.literal('post'), address: plain('address') }),
  ]),
  aliases: z.record(z.string(), plain('name')).default({}),
  either: z.union([z.number(), z.object({ note: plain('free-text') })]),
  pair: z.tuple([z.string(), plain('name')]),
});

const input = schema.parse({
  id: 'x',
  lines: [
    { summary: '水费', payee: ' 张三 ', witness: null },
    { summary: '电费', witness: '李四' },
  ],
  contact: { by: 'phone', phone: '13800138000' },
  aliases: { a: '王五' },
  either: { note: '情况说明' },
  pair: ['李四', '赵六'],
});

describe('concealInput', () => {
  it('replaces every marked value by its digest and hands out what opens it', () => {
    const { value, entries } = concealInput(schema, input, { ...context, subject: 'p1' });
    expect(entries.map(({ kind, value: clear }) => [kind, clear])).toEqual([
      ['name-in-accounts', '张三'],
      ['name', '李四'],
      ['phone', '13800138000'],
      ['name', '王五'],
      ['free-text', '情况说明'],
      ['name', '赵六'],
    ]);
    for (const entry of entries) {
      expect(digestOf(entry.salt, entry.value)).toBe(entry.digest);
      expect(entry).toMatchObject({ division: '330304001200', recordedOn: '2026-03-05', subject: 'p1' });
    }
    expect(new Set(entries.map(({ salt }) => salt.join()))).toHaveProperty('size', entries.length);
    const [payee, witness, phone, alias, note, last] = entries.map(({ digest }) => digest);
    expect(value).toEqual({
      id: 'x',
      lines: [
        { summary: '水费', payee, witness: null },
        { summary: '电费', witness },
      ],
      contact: { by: 'phone', phone },
      aliases: { a: alias },
      either: { note },
      pair: ['李四', last],
    });
  });

  it('gives data that an event contract with digest fields takes, by type and by value', () => {
    const contract = z.object({
      summary: z.string(),
      payee: digestField('name-in-accounts').optional(),
      witness: digestField('name').nullable(),
    });
    const { value } = concealInput(line, line.parse({ summary: '水费', payee: '张三', witness: '李四' }), context);
    const data: z.infer<typeof contract> = value;
    expect(contract.safeParse(data).success).toBe(true);
    // @ts-expect-error -- a value in the clear does not fit an event
    const clear: z.infer<typeof contract> = { summary: '水费', payee: '张三', witness: null };
    expect(contract.safeParse(clear).success).toBe(false);
  });

  it('throws for a schema it can’t see through, rather than let a value pass in the clear', () => {
    const opaque = z.object({ names: z.set(plain('name')) });
    expect(() => concealInput(opaque, opaque.parse({ names: new Set(['张三']) }), context)).toThrow(
      "can't see through a zod set",
    );
    const transformed = z.object({ name: plain('name').transform((name) => name) });
    expect(() => concealInput(transformed, transformed.parse({ name: '张三' }), context)).toThrow('transform');
  });
});

describe('plain', () => {
  it('refuses blank, overlong and disguised values', () => {
    const name = plain('name');
    for (const bad of ['', '  ', 'x'.repeat(61), 'a\u202eb', 'a\u0000b', 'a\ud800'])
      expect([bad, name.safeParse(bad).success]).toEqual([bad, false]);
    expect(name.parse(' 买买提·阿不都 ')).toBe('买买提·阿不都');
  });

  it('keeps its mark behind further checks', () => {
    const strict = z.object({ phone: plain('phone').refine((phone) => phone.startsWith('1')) });
    const { value } = concealInput(strict, strict.parse({ phone: '13800138000' }), context);
    expect(value.phone).not.toBe('13800138000');
  });
});
