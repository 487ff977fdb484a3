import { expect, it } from '@jest/globals';
import type { SinkStatus } from '@cunjian/processing';
import { logFailures } from './log-failures.ts';

const status = (state: SinkStatus['state'], failure?: SinkStatus['failure']): SinkStatus => ({
  ...{ name: 'relay', version: 1, state, position: 3n, head: 9n, eventsPerSecond: 0 },
  ...(failure === undefined ? {} : { failure }),
});

it('tells each failure once, with the address that health leaves out, and anew when it was over', () => {
  const lines: unknown[][] = [];
  const tell = logFailures({ warn: (...line: unknown[]) => void lines.push(line) });
  const away = { error: 'relay: connect ECONNREFUSED 127.0.0.1:9092', retryAt: 7 };
  for (const one of [status('failed', away), status('catching-up'), status('failed', away)]) tell(one);
  expect(lines).toEqual([[{ name: 'relay', error: away.error }, expect.stringContaining('is tried again')]]);
  tell(status('live'));
  tell(status('failed', away));
  tell(status('failed', { error: 'no such type', eventId: 'e', stream: 's', revision: 2 }));
  expect(lines).toHaveLength(3);
  expect(lines[2]).toEqual([
    { name: 'relay', error: 'no such type', eventId: 'e', stream: 's', revision: 2 },
    expect.stringContaining('stopped at an event'),
  ]);
});
