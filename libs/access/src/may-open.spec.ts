import type { Audience, Envelope, OfficeKind } from '@cunjian/contracts';
import { describe, expect, it } from '@jest/globals';
import { visitor, type Caller } from './caller.ts';
import { mayOpen } from './may-open.ts';

const resource = { division: '330326101201', body: '330326101201-vc', bodyKind: 'villagers-committee' } as const;
const openFrom = '2026-03-25T00:00:00.000Z';
const atOpening = Date.parse(openFrom);
const event = (audience: Audience, source: string): Envelope => ({ audience, source, actor: 'p1' }) as Envelope;
const acting = (kind: OfficeKind): Caller => ({
  ...{ ...visitor, account: 'a', person: 'p9' },
  acting: { office: 'o', kind, body: 'b', division: '330326000000', from: '2026-01-01', to: '2027-01-01' },
});
const opens = (caller: Caller, of: Envelope, may = true, now = atOpening) =>
  mayOpen({ caller, may: () => may }, of, resource, now);

describe('an entry of the log', () => {
  it.each([
    ['publication', 'department-officer', true],
    ['consultation', 'department-officer', false],
    ['consultation', 'auditor', true],
    ['consultation', 'supervision-chair', true],
  ] as const)('of %s for residents opens to a %s: %s', (source, kind, answer) => {
    for (const audience of ['residents', 'members'] as const)
      expect(opens(acting(kind), event(audience, source))).toBe(answer);
  });

  it('opens to nobody who may not read what it is about, but for what is public', () => {
    expect(opens(acting('auditor'), event('residents', 'publication'), false)).toBe(false);
    expect(opens(visitor, event('public', 'consultation'), false)).toBe(true);
  });

  it('for parties opens to whoever acted and to auditors', () => {
    expect(opens({ ...visitor, person: 'p1' }, event('parties', 'consultation'), false)).toBe(true);
    expect(opens(acting('auditor'), event('parties', 'consultation'))).toBe(true);
    expect(opens(acting('clerk'), event('parties', 'consultation'))).toBe(false);
  });

  it.each([
    ['a clerk', acting('clerk')],
    ['an auditor', acting('auditor')],
    ['a villager', { ...visitor, person: 'p2' }],
  ])('that opens later stays closed to %s until then', (_, caller) => {
    const later = { ...event('residents', 'consultation'), openfrom: openFrom };
    expect(opens(caller, later, true, atOpening - 1)).toBe(false);
    expect(opens(caller, later, true, atOpening)).toBe(true);
    expect(opens(caller, later, false, atOpening)).toBe(false);
  });

  it('that opens later opens to whoever acted, or for whom somebody acted, as far as the circle goes', () => {
    const later = { ...event('residents', 'consultation'), openfrom: openFrom };
    expect(opens({ ...visitor, person: 'p1' }, later, true, 0)).toBe(true);
    expect(opens({ ...visitor, person: 'p1' }, later, false, 0)).toBe(false);
    expect(opens({ ...visitor, person: 'p5' }, { ...later, onbehalfof: 'p5' }, true, 0)).toBe(true);
  });
});
