import { given } from '@cunjian/testing';
import { describe, it } from '@jest/globals';
import { agencyContractsDecider, type SignContract } from './decide.ts';

const agency = '330302023000-agency';
const body = '330302023200-vc';
const contract = {
  contract: 'c1',
  agency,
  body,
  bodyDivision: '330302023200',
  from: '2026-01-01',
  to: '2026-12-31',
};
const signed = { type: 'agency-contract-signed', data: contract } as const;
const ended = { type: 'agency-contract-ended', data: { contract: 'c1', agency, body, on: '2026-06-01' } } as const;
const sign: SignContract = {
  kind: 'sign',
  contract,
  agencyKind: 'agency',
  bodyKind: 'villagers-committee',
  withinAgency: true,
  withOthers: [],
};
const end = (on: string) => ({ kind: 'end', ending: { contract: 'c1', agency, on } }) as const;

describe('an agency without contracts', () => {
  it('signs one', () => given(agencyContractsDecider).when(sign).then(signed));
  it('refuses for every reason at once', () =>
    given(agencyContractsDecider)
      .when({
        ...sign,
        agencyKind: 'government',
        bodyKind: 'agency',
        withinAgency: false,
        contract: { ...contract, to: '2025-12-31' },
      })
      .refused('contract.no-agency', 'contract.no-books', 'contract.outside', 'dates.before-beginning'));
  it('refuses a body whose books another agency keeps on one of the days', () => {
    const other = { contract: 'x', body, from: '2025-01-01', to: '2026-01-01' };
    given(agencyContractsDecider)
      .when({ ...sign, withOthers: [other] })
      .refused('contract.running');
    given(agencyContractsDecider)
      .when({ ...sign, withOthers: [{ ...other, endedOn: '2025-12-01' }] })
      .then(signed);
  });
  it('ends nothing', () => given(agencyContractsDecider).when(end('2026-06-01')).refused('contract.unknown'));
});

describe('an agency with a contract', () => {
  it('signs no second one for the same days', () =>
    given(agencyContractsDecider, signed)
      .when({ ...sign, contract: { ...contract, contract: 'c2', from: '2026-12-31', to: '2027-12-31' } })
      .refused('contract.running'));
  it('ends it, not before it began', () => {
    given(agencyContractsDecider, signed).when(end('2026-06-01')).then(ended);
    given(agencyContractsDecider, signed).when(end('2025-12-31')).refused('dates.before-beginning');
  });
});

describe('an agency whose contract ended', () => {
  it('does not end it again', () =>
    given(agencyContractsDecider, signed, ended).when(end('2026-07-01')).refused('contract.ended'));
  it('may sign another from that day on', () => {
    const next = { ...contract, contract: 'c2', from: '2026-06-01' };
    given(agencyContractsDecider, signed, ended)
      .when({ ...sign, contract: next })
      .then({ type: 'agency-contract-signed', data: next });
  });
});
