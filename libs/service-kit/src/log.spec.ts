import { Writable } from 'node:stream';
import { describe, expect, it } from '@jest/globals';
import { createLog } from './log.ts';

const lines = (write: (log: ReturnType<typeof createLog>) => void, level?: 'warn'): Record<string, unknown>[] => {
  const written: string[] = [];
  const destination = new Writable({
    write: (chunk, _encoding, done) => {
      written.push(String(chunk));
      done();
    },
  });
  write(createLog({ service: 'registry', destination, ...(level === undefined ? {} : { level }) }));
  return written.map((line) => JSON.parse(line) as Record<string, unknown>);
};

describe('log', () => {
  it('writes a line of JSON with the service, the time and what a child was given', () => {
    const [line] = lines((log) => log.child({ correlationId: 'c1' }).info({ events: 3 }, 'appended'));
    expect(line).toMatchObject({ service: 'registry', correlationId: 'c1', events: 3, message: 'appended' });
    expect(line?.['time']).toMatch(/^\d{4}-\d{2}-\d{2}T.*Z$/);
  });

  it('never writes credentials or identity numbers', () => {
    const text = JSON.stringify(
      lines((log) =>
        log.info({
          authorization: 'Bearer hunter2',
          request: { headers: { cookie: 'hunter2', authorization: 'hunter2' } },
          person: { idNumber: 'hunter2', phone: 'hunter2' },
        }),
      ),
    );
    expect(text).toContain('[redacted]');
    expect(text).not.toContain('hunter2');
  });

  it('is silent below its level', () => {
    expect(lines((log) => log.info('quiet'), 'warn')).toEqual([]);
  });
});
