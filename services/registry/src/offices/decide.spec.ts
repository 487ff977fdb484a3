import { given } from '@cunjian/testing';
import { describe, expect, it } from '@jest/globals';
import { officesDecider, type GiveOffice } from './decide.ts';
import { incompatibilitiesOf } from './look-ups.ts';

const division = '330302023200';
const body = `${division}-vc`;
const committee = { body, kind: 'villagers-committee', division } as const;
const agency = { body: '330302023000-agency', kind: 'agency', division: '330302023000' } as const;
const term = { from: '2026-01-01', to: '2030-12-31' } as const;

type Kind = GiveOffice['office']['kind'];
const office = (id: string, kind: Kind, person: string, dates: { from: string; to: string } = term) => ({
  office: id,
  kind,
  body,
  division,
  person,
  ...dates,
});
const give = (asked: GiveOffice['office'], more: Partial<GiveOffice> = {}): GiveOffice => ({
  kind: 'give',
  office: asked,
  bodyKind: 'villagers-committee',
  heldElsewhere: [],
  relatives: [],
  incompatibilities: incompatibilitiesOf(committee, asked.from),
  ...more,
});
const given_ = (asked: GiveOffice['office'], rules: { rule: string; version: number }[] = []) =>
  ({ type: 'office-given', data: { ...asked, rules } }) as const;
const ended = (id: string, on: string) =>
  ({ type: 'office-ended', data: { office: id, body, on, reason: 'resignation' } }) as const;

describe('a body without offices', () => {
  it('gives one, and says which rules were checked', () => {
    const asked = office('o1', 'committee-chair', 'li');
    const rules = incompatibilitiesOf(committee, '2026-01-01').map(({ rule, version }) => ({ rule, version }));
    expect(rules.length).toBeGreaterThan(0);
    const once = [...new Map(rules.map((rule) => [rule.rule, rule])).values()];
    given(officesDecider).when(give(asked)).then(given_(asked, once));
  });
  it('refuses an office of another kind of body', () => {
    given(officesDecider)
      .when(give(office('o1', 'collective-chair', 'li')))
      .refused('office.wrong-body');
    given(officesDecider)
      .when(give(office('o1', 'registrar', 'li')))
      .refused('office.wrong-body');
  });
  it('refuses an operator anywhere but at the deployment itself', () =>
    given(officesDecider)
      .when(give(office('o1', 'operator', 'li'), { bodyKind: 'government', incompatibilities: [] }))
      .refused('office.operator-below'));
  it('refuses a term that ends before it begins', () =>
    given(officesDecider)
      .when(give(office('o1', 'clerk', 'li', { from: '2026-01-02', to: '2026-01-01' })))
      .refused('dates.before-beginning'));
  it('ends nothing', () =>
    given(officesDecider)
      .when({ kind: 'end', ending: ended('o1', '2026-02-01').data })
      .refused('office.unknown'));
});

describe('a body with a committee member', () => {
  const member = given_(office('o1', 'committee-member', 'li'));
  it('may give her another office that goes with it', () => {
    const chair = office('o2', 'committee-chair', 'li');
    given(officesDecider, member)
      .when(give(chair, { incompatibilities: [] }))
      .then(given_(chair));
  });
  it('refuses her the supervision committee, with the rule', () =>
    given(officesDecider, member)
      .when(give(office('o2', 'supervision-member', 'li')))
      .refused({
        code: 'office.incompatible',
        params: expect.objectContaining({
          other: 'committee-member',
          citation: expect.stringContaining('32'),
        }) as never,
      }));
  it('refuses her near relatives, too', () =>
    given(officesDecider, member)
      .when(give(office('o2', 'supervision-chair', 'wang'), { relatives: ['li'] }))
      .refused('office.incompatible-relative'));
  it('refuses what she holds elsewhere in the village', () =>
    given(officesDecider)
      .when(give(office('o2', 'supervision-chair', 'li'), { heldElsewhere: [office('x', 'clerk', 'li')] }))
      .refused('office.incompatible'));
  it('refuses the same office twice at a time', () =>
    given(officesDecider, member)
      .when(give(office('o2', 'committee-member', 'li')))
      .refused('office.held'));
  it('lets terms follow each other', () => {
    const next = office('o2', 'supervision-member', 'li', { from: '2031-01-01', to: '2035-12-31' });
    given(officesDecider, member)
      .when(give(next, { incompatibilities: [] }))
      .then(given_(next));
  });
  it('ends her office, not before it began, and once', () => {
    given(officesDecider, member)
      .when({ kind: 'end', ending: ended('o1', '2026-03-01').data })
      .then(ended('o1', '2026-03-01'));
    given(officesDecider, member)
      .when({ kind: 'end', ending: ended('o1', '2025-12-31').data })
      .refused('dates.before-beginning');
    given(officesDecider, member, ended('o1', '2026-03-01'))
      .when({ kind: 'end', ending: ended('o1', '2026-04-01').data })
      .refused('office.ended');
  });
});

describe('a body whose member resigned', () => {
  const history = [given_(office('o1', 'committee-member', 'li')), ended('o1', '2026-03-01')] as const;
  const from = (date: string) => give(office('o2', 'supervision-member', 'li', { from: date, to: '2030-12-31' }));
  it('is free of her from that day on', () => {
    given(officesDecider, ...history)
      .when(from('2026-02-28'))
      .refused('office.incompatible');
    expect(() =>
      given(officesDecider, ...history)
        .when(from('2026-03-01'))
        .state(),
    ).not.toThrow();
  });
});

describe('an agency', () => {
  const accountant = { ...office('o1', 'agency-accountant', 'zhou'), body: agency.body, division: agency.division };
  const cashier = { ...accountant, office: 'o2', kind: 'agency-cashier' } as const;
  const more = { bodyKind: 'agency', incompatibilities: incompatibilitiesOf(agency, '2026-01-01') } as const;
  it('has its accountant and its cashier in two people', () => {
    given(officesDecider, given_(accountant)).when(give(cashier, more)).refused('office.incompatible');
    expect(() =>
      given(officesDecider, given_(accountant))
        .when(give({ ...cashier, person: 'wu' }, more))
        .state(),
    ).not.toThrow();
  });
});
