import type { RefusalText } from '@cunjian/contracts';

export const text = (zh: string, en: string, when: string, remedy: string, remedyZh: string): RefusalText => ({
  ...{ zh, en, when, remedy, remedyZh },
});
