import { readConfig } from '@cunjian/service-kit';
import { describe, expect, it } from '@jest/globals';
import { registryConfigOf, registrySettings } from './config.ts';

const read = (env: Record<string, string>) => registryConfigOf(readConfig(registrySettings, env));
const issuer = {
  CUNJIAN_REALNAME_ISSUER: 'https://id.example.gov.cn',
  CUNJIAN_REALNAME_AUDIENCE: 'cunjian',
  CUNJIAN_REALNAME_JWKS: 'https://id.example.gov.cn/jwks',
};

describe('the configuration', () => {
  it('has defaults', () => expect(read({})).toEqual({ slipDays: 30, realName: undefined }));

  it('names an issuer with real-name assurance', () =>
    expect(read({ ...issuer, CUNJIAN_REALNAME_CLAIM: 'https://id.example.gov.cn/sfzh' }).realName).toEqual({
      issuer: 'https://id.example.gov.cn',
      audience: 'cunjian',
      jwksUri: 'https://id.example.gov.cn/jwks',
      idNumberClaim: 'https://id.example.gov.cn/sfzh',
      maxAgeS: 600,
    }));

  it('names all that is wrong at once, keys fetched without encryption among it', () => {
    expect(() =>
      read({
        CUNJIAN_SLIP_DAYS: '0',
        CUNJIAN_REALNAME_JWKS: 'http://id.example/jwks',
        CUNJIAN_REALNAME_MAX_AGE_S: 'x',
      }),
    ).toThrow(/CUNJIAN_SLIP_DAYS[^]*CUNJIAN_REALNAME_JWKS[^]*CUNJIAN_REALNAME_MAX_AGE_S/);
    expect(() => read({ ...issuer, CUNJIAN_REALNAME_JWKS: 'http://localhost.evil.example/jwks' })).toThrow('https');
    expect(read({ ...issuer, CUNJIAN_REALNAME_JWKS: 'http://127.0.0.1:9000/jwks' }).realName).toBeDefined();
  });
});
