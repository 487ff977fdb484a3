import { expect, it } from '@jest/globals';
import { findingText } from './finding.ts';

it('names events, channels and outcomes in words', () => {
  const second = {
    code: 'entitlement.second',
    params: { person: 'p-1', event: 'paper-issued', form: 'token' },
  } as const;
  expect(findingText(second, 'zh')).toBe('p-1 已以 无记名票 方式行使，又出现 发出纸质选票：一人两票');
  expect(findingText(second, 'en')).toBe('p-1 had a token already; a paper ballot grants a second vote');
  const use = { code: 'use.against-the-tally', params: { event: 'resolution-adopted', outcome: 'no-quorum' } } as const;
  expect(findingText(use, 'zh')).toBe('决议 与计票结果（未达法定人数）不符');
});

it('keeps what is no code of ours as it is', () => {
  const stray = { code: 'log.other-stream', params: { event: 'an-event-to-come', stream: 'ballot-1' } } as const;
  expect(findingText(stray, 'en')).toContain('an-event-to-come stands in another stream (ballot-1)');
});
