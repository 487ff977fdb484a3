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
      /CUNJIAN_PORT[^]*CUNJIAN_DEMO[^]*CUNJIAN_ORIGIN/,
    );
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
