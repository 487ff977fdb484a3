import { given } from '@cunjian/testing';
import { describe, it } from '@jest/globals';
import { deploymentDecider } from './decide.ts';

const found = { name: 'cunjian.example', operatorAccounts: ['operator', 'operator2'] };
const founded = { type: 'deployment-founded', data: found } as const;

describe('before it is founded', () => {
  it('needs two operators', () =>
    given(deploymentDecider)
      .when({ ...found, operatorAccounts: ['operator', 'operator'] })
      .refused('deployment.too-few-operators'));
  it('gets its name', () => given(deploymentDecider).when(found).then(founded));
});

describe('founded', () => {
  it('is not founded twice', () => given(deploymentDecider, founded).when(found).then());
  it('keeps its name for ever', () =>
    given(deploymentDecider, founded)
      .when({ ...found, name: 'another.example' })
      .refused({ code: 'deployment.other-name', params: { founded: 'cunjian.example', name: 'another.example' } }));
});
