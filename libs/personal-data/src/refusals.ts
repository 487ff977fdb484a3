import type { RefusalTexts } from '@cunjian/contracts';

export const personalDataRefusals: RefusalTexts = {
  'personal-data.in-prose': {
    zh: '文字中第 {at} 个字符起含有{kindZh}（{sample}），不能公开',
    en: 'The text has {kindEn} ({sample}) at character {at}; it must not be published',
    when: 'Prose or a file name holds an identity number, a mobile phone number or a bank card number.',
    remedy: 'Take the number out. Put payees into the payee field, and people into the fields made for them.',
    remedyZh: '删去身份证号、手机号、银行账号；姓名填入收款人等专用栏。',
  },
  'personal-data.vault-busy': {
    zh: '系统繁忙，请稍后重试',
    en: 'The system is busy; try again in a moment',
    when: 'More personal values wait to be written than the vault takes at once.',
    remedy: 'Send the same command again, with the same commandId.',
    remedyZh: '用同一 commandId 重新发送。',
  },
};
