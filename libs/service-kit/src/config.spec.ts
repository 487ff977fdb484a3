import { describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { ConfigError, readConfig } from './config.ts';
import { readServiceSettings } from './process/service-settings.ts';

const schema = z.object({
  CUNJIAN_PORT: z.coerce.number().int().min(1).max(65_535).default(4000).describe('Set a port from 1 to 65535.'),
  CUNJIAN_DEMO: z.enum(['on', 'off']).optional().describe('Set it to on or off.'),
  CUNJIAN_API_TOKEN: z.string().min(20).optional().describe('At least 20 characters.'),
});

const complaint = (env: Record<string, string>): string => {
  try {
    readConfig(schema, env);
  } catch (error) {
    if (error instanceof ConfigError) return error.message;
    throw error;
  }
  return '';
};

describe('readConfig', () => {
  it('gives typed values, defaults where a variable is not set or empty, and cannot be changed', () => {
    const config = readConfig(schema, { CUNJIAN_PORT: '', CUNJIAN_DEMO: 'off', PATH: '/bin' });
    expect(config).toEqual({ CUNJIAN_PORT: 4000, CUNJIAN_DEMO: 'off' });
    expect(Object.isFrozen(config)).toBe(true);
  });

  it('names every bad variable at once, what it is, and what to do', () => {
    const message = complaint({ CUNJIAN_PORT: '70000', CUNJIAN_DEMO: 'yes' });
    expect(message).toMatch(/CUNJIAN_PORT is "70000": .*Set a port from 1 to 65535\./);
    expect(message).toMatch(/CUNJIAN_DEMO is "yes": .*Set it to on or off\./);
  });

  it('never shows what may be a secret', () => {
    const message = complaint({ CUNJIAN_API_TOKEN: 'hunter2' });
    expect(message).toContain('CUNJIAN_API_TOKEN is set');
    expect(message).not.toContain('hunter2');
  });

  it.each(['CUNJIAN_EVENTSTOREDB', 'CUNJIAN_MONGODB'] as const)('shows no password of a mistyped %s', (name) => {
    const env = { CUNJIAN_PORT: '1', CUNJIAN_DATA: '/srv', CUNJIAN_SERVICE_KEY: 'a', CUNJIAN_SERVICE_KEYS: 'b' };
    const read = () => readServiceSettings('audit', z.object({}), { ...env, [name]: 'mongo:/cunjian:hunter2@host' });
    expect(read).toThrow(`${name} is set: not a`);
    expect(read).not.toThrow('hunter2');
  });

  it('names what is missing of variables that belong together, and what contradicts, beside what is malformed', () => {
    const read = (env: Record<string, string>) => () =>
      readConfig(schema, env, {
        together: [{ names: ['CUNJIAN_A', 'CUNJIAN_B'], purpose: 'to test' }],
        contradictions: env['CUNJIAN_DEMO'] === 'on' ? ['  the demo is on'] : [],
      });
    expect(read({ CUNJIAN_PORT: 'x', CUNJIAN_A: 'a', CUNJIAN_DEMO: 'on' })).toThrow(
      /CUNJIAN_PORT[^]*CUNJIAN_B not set: to test, all 2 are needed[^]*the demo is on/,
    );
    expect(read({ CUNJIAN_A: 'a', CUNJIAN_B: 'b' })()).toMatchObject({ CUNJIAN_PORT: 4000 });
  });
});
