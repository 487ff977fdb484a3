import { ConfigError } from '@cunjian/service-kit';
import { describe, expect, it } from '@jest/globals';
import { decideDemo, readStandaloneConfig } from './config.ts';

describe('the configuration', () => {
  it('has a default for everything', () => {
    expect(readStandaloneConfig({})).toMatchObject({
      port: 4000,
      host: '127.0.0.1',
      dataDir: './data',
      demo: undefined,
      origin: undefined,
      production: false,
    });
  });

  it('names all that is wrong at once', () => {
    expect(() => readStandaloneConfig({ CUNJIAN_PORT: 'x', CUNJIAN_DEMO: '1', CUNJIAN_ORIGIN: 'https://x' })).toThrow(
      /CUNJIAN_ORIGIN[^]*CUNJIAN_PORT[^]*CUNJIAN_DEMO/,
    );
  });

  it('names what is missing and what contradicts beside what is malformed', () => {
    const env = {
      CUNJIAN_PORT: 'x',
      CUNJIAN_SLIP_DAYS: '0',
      CUNJIAN_OIDC_ISSUER: 'https://id.example',
      CUNJIAN_REALNAME_AUDIENCE: 'cunjian',
      CUNJIAN_DEMO: 'on',
      NODE_ENV: 'production',
    };
    expect(() => readStandaloneConfig(env)).toThrow(
      /CUNJIAN_SLIP_DAYS[^]*CUNJIAN_PORT[^]*CUNJIAN_OIDC_CLIENT_ID, CUNJIAN_OIDC_CLIENT_SECRET, CUNJIAN_OIDC_AUDIENCE[^]*CUNJIAN_REALNAME_ISSUER, CUNJIAN_REALNAME_JWKS[^]*CUNJIAN_DEMO/,
    );
  });

  it('never repeats a secret', () => {
    const env = { CUNJIAN_OIDC_CLIENT_SECRET: 's3cret', CUNJIAN_PORT: 'x' };
    expect(() => readStandaloneConfig(env)).toThrow(
      expect.objectContaining({ message: expect.not.stringContaining('s3cret') }),
    );
  });

  it('has an issuer with real-name assurance where it is named', () => {
    expect(readStandaloneConfig({ CUNJIAN_SLIP_DAYS: '7' }).registry).toEqual({ slipDays: 7, realName: undefined });
    const env = {
      CUNJIAN_REALNAME_ISSUER: 'https://id.example',
      CUNJIAN_REALNAME_AUDIENCE: 'cunjian',
      CUNJIAN_REALNAME_JWKS: 'https://id.example/jwks',
    };
    expect(readStandaloneConfig(env).registry.realName).toMatchObject({ issuer: 'https://id.example', maxAgeS: 600 });
  });

  it('refuses the demo in production', () => {
    expect(() => readStandaloneConfig({ CUNJIAN_DEMO: 'on', NODE_ENV: 'production' })).toThrow(ConfigError);
  });
});

describe('the demo', () => {
  const empty = { empty: true, demo: false };
  const real = { empty: false, demo: false };
  const begunAsDemo = { empty: false, demo: true };
  const development = { production: false };
  const production = { production: true };

  it.each([
    [{ demo: undefined, ...development }, empty, true],
    [{ demo: undefined, ...development }, real, false],
    [{ demo: undefined, ...development }, begunAsDemo, true],
    [{ demo: true, ...development }, empty, true],
    [{ demo: true, ...development }, begunAsDemo, true],
    [{ demo: false, ...development }, empty, false],
    [{ demo: false, ...development }, begunAsDemo, false],
    [{ demo: undefined, ...production }, empty, false],
    [{ demo: undefined, ...production }, real, false],
  ])('%j on a folder %j: %s', (config, folder, expected) => {
    expect(decideDemo(config, folder)).toBe(expected);
  });

  it('never comes into a real deployment, nor its accounts into production', () => {
    expect(() => decideDemo({ demo: true, ...development }, real)).toThrow('holds a real deployment');
    expect(() => decideDemo({ demo: false, ...production }, begunAsDemo)).toThrow('anybody can sign in');
  });
});
