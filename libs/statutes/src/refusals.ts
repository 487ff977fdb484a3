import type { RefusalTexts } from '@cunjian/contracts';

/** Texts of the refusals of this library. */
export const statutesRefusals = {
  'statutes.bad-rule': {
    zh: '规则有误：{problem}',
    en: 'The rule is not well formed: {problem}',
    when: 'A rule record (an adopted charter, an imported set) breaks its schema or its topic.',
    remedy: 'Mend the field that is named; every finding is told at once.',
    remedyZh: '改正所指出的字段；所有问题已一次列出。',
  },
} as const satisfies RefusalTexts;
