import { describe, expect, it } from '@jest/globals';
import { signInContradictions } from './config.ts';

const production = { NODE_ENV: 'production' };
const issuer = { CUNJIAN_OIDC_ISSUER: 'https://id.example' };
const nobody = 'CUNJIAN_OIDC_ISSUER';
const anybody = 'demo accounts have no passwords';
const clear = 'CUNJIAN_URL';

describe('who can sign in by the environment', () => {
  it.each([
    [{ CUNJIAN_DEMO: 'on' }, []],
    [{ CUNJIAN_DEMO: 'off' }, [nobody]],
    [{ CUNJIAN_DEMO: 'off', ...issuer }, []],
    [{ CUNJIAN_DEMO: 'off', CUNJIAN_OIDC_ISSUER: '' }, [nobody]],
    [{ CUNJIAN_DEMO: 'perhaps' }, []],
    [production, [nobody]],
    [{ ...production, CUNJIAN_DEMO: 'on' }, [anybody]],
    [{ ...production, CUNJIAN_URL: 'http://cunjian.example.gov.cn' }, [nobody, clear]],
    [{ ...production, ...issuer, CUNJIAN_URL: 'http://cunjian.example.gov.cn' }, [clear]],
    [{ ...production, ...issuer, CUNJIAN_URL: 'http://localhost:4000' }, []],
    [{ ...production, ...issuer, CUNJIAN_URL: 'not a URL, which is said elsewhere' }, []],
  ])('%j: %j', (env, said) => {
    expect(signInContradictions(env, 'by its folder')).toEqual(said.map((one) => expect.stringContaining(one)));
  });

  it('is nobody where a process has no demo unless it is told to', () => {
    expect(signInContradictions({}, 'by its folder')).toEqual([]);
    expect(signInContradictions({}, 'off')).toEqual([expect.stringContaining(nobody)]);
  });
});
