import { describe, expect, it } from '@jest/globals';
import { TRPCError } from '@trpc/server';
import { uncleanText } from '@cunjian/personal-data';
import { z } from 'zod';
import { issueText } from './input-issues.ts';
import { refusedCall, userError } from './refused.ts';

it('says that a part of the system is away, and that a command may be sent again', () => {
  const away = new TRPCError({ code: 'SERVICE_UNAVAILABLE', message: 'audit did not answer: ECONNREFUSED 10.0.0.7' });
  const shown = refusedCall(away, 'en');
  expect(shown?.extensions).toMatchObject({
    code: 'service.away',
    remedy: expect.stringContaining('the same `commandId`'),
    http: { status: 503 },
  });
  expect(shown?.message).not.toContain('10.0.0.7');
});

it('leaves to others what no service foresaw', () => {
  expect(refusedCall(new TRPCError({ code: 'INTERNAL_SERVER_ERROR' }), 'en')).toBeUndefined();
  expect(refusedCall(new Error('a bug'), 'en')).toBeUndefined();
});

describe('what is said in Chinese holds no code and no English', () => {
  const latin = /[a-z]/i;
  it.each([
    ['office.incompatible', { kind: 'supervision-member', other: 'clerk', citation: '村民委员会组织法第三十二条' }],
    ['office.incompatible-relative', { kind: 'agency-cashier', other: 'agency-accountant', citation: '第五条' }],
    ['office.wrong-body', { kind: 'agency-cashier', bodyKind: 'villagers-committee' }],
    ['office.held', { kind: 'collective-director', to: '2028-12-31' }],
    ['body.wrong-level', { kind: 'group-collective', level: 'town' }],
    ['log.key-not-current', { purpose: 'receipt' }],
    ['protocol.none-recorded', { channel: 'show-of-hands' }],
    ['procedure.no-rule', { kind: 'four-deliberations', bodyKind: 'collective', date: '2026-04-01' }],
    ['procedure.other-matter', { kind: 'household-consultation', matter: 'land', citation: '第二十四条' }],
    ['voting.no-rule', { assembly: 'collective-delegates', date: '2026-04-01' }],
    ['voting.other-body', { matter: 'collective-assets', bodyKind: 'villagers-committee', citation: '第八条' }],
    ['voting.reserved-matter', { assembly: 'households', matter: 'covenants', decides: 'villagers', citation: '一' }],
  ])('%s', (code, params) => {
    const { message, remedy } = userError({ code, params }, 'zh');
    expect([message, remedy].filter((text) => text === undefined || latin.test(text))).toEqual([]);
    expect(userError({ code, params }, 'en').message).not.toMatch(
      /supervision-member|agency-|-committee|group-c|four-d/,
    );
  });

  it('names the offices in the words of each language', () => {
    const params = { kind: 'supervision-member', other: 'clerk', citation: '第三十二条' };
    const refusal = { code: 'office.incompatible', params };
    expect(userError(refusal, 'zh').message).toContain('已任 村文书，依 第三十二条 不得同时任 村务监督委员会委员');
    expect(userError(refusal, 'en').message).toContain('is village clerk');
  });

  it.each([
    ['type', z.object({ title: z.string() }), {}],
    ['pattern', z.object({ title: z.string().regex(/^a/) }), { title: 'b' }],
    ['words of a schema', z.object({ title: z.string().refine(() => false, uncleanText) }), { title: 'b' }],
    ['length', z.object({ title: z.string().max(1) }), { title: 'bb' }],
  ])('an input that a schema finds wrong by %s', (_, schema, input) => {
    const [issue] = schema.safeParse(input).error?.issues ?? [];
    if (issue === undefined) throw new Error('the input is wrong');
    expect(issueText(issue, 'zh').replaceAll('string', '')).not.toMatch(latin);
    expect(issueText(issue, 'zh')).toMatch(/[一-鿿]/);
  });
});
