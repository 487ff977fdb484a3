import type { RefusalTexts } from '@cunjian/contracts';

export const personRefusals: RefusalTexts = {
  'person.unknown': {
    zh: '登记库中没有此人（{person}）。',
    en: 'The registry knows no person {person}.',
    when: 'A person is named who neither belongs to a village nor holds an office here.',
    remedy: 'Record the person’s residency first, or give the office with a name.',
  },
  'residency.recorded': {
    zh: '此人已登记在 {division}。',
    en: 'This person belongs to {division} already.',
    when: 'A residency is recorded twice.',
    remedy: 'Correct the record instead.',
  },
  'residency.unknown': {
    zh: '{division} 没有此人的登记。',
    en: '{division} has no such resident.',
    when: 'A residency is corrected, ended or erased that is not there, or has ended.',
    remedy: 'Look the person up in the village’s list of residents.',
  },
  'residency.registered-elsewhere': {
    zh: '此人户籍在 {division}。户籍只能登记在一个村。',
    en: 'This person is registered in {division}. One is registered in one village only.',
    when: 'A household registration 户籍 is recorded while another village has one.',
    remedy: 'Record her as living here 常驻, or have the other village end the registration first.',
  },
  'residency.bad-id-number': {
    zh: '身份证号码有误（18 位，末位为校验码）。',
    en: 'This is no valid identity number (18 characters, the last one checks the others).',
    when: 'An identity number fails the check of GB 11643.',
    remedy: 'Copy the number from the document again; leave the field empty where there is none.',
  },
  'kinship.same-person': {
    zh: '请选择两个人。',
    en: 'Choose two people.',
    when: 'A person is said to be her own relative.',
    remedy: 'Name the other person.',
  },
  'slip.unknown': {
    zh: '没有激活单 {slip}。',
    en: 'There is no slip {slip}.',
    when: 'A slip is countersigned or revoked that was never prepared.',
    remedy: 'Check the slip’s number; prepare a new one.',
  },
  'slip.not-prepared': {
    zh: '激活单 {slip} 不在待会签状态。',
    en: 'The slip {slip} does not wait for a second officer.',
    when: 'A slip is countersigned twice, or after it was used or revoked.',
    remedy: 'Prepare a new slip.',
  },
  'slip.same-officer': {
    zh: '激活单 {slip} 须由另一名工作人员会签。',
    en: 'The slip {slip} needs another officer.',
    when: 'The officer who prepared a slip countersigns it as well. Either officer alone could then take over the account.',
    remedy: 'Let a second officer countersign.',
  },
  'slip.another-officer': {
    zh: '激活单 {slip} 由另一名工作人员开具。',
    en: 'The slip {slip} was prepared by another officer.',
    when: 'The command with which an officer prepared a slip is sent by another one, who would learn the first half of its code.',
    remedy: 'Countersign the slip, or prepare one with a commandId of your own.',
  },
  'slip.wrong-code': {
    zh: '激活码不对，或激活单已失效。',
    en: 'The code is wrong, or the slip is no longer valid.',
    when: 'An account is bound with a code that is not that of the slip, or a slip that was used, revoked or never issued.',
    remedy: 'Type both halves again, the first officer’s first; ask for a new slip where it is still refused.',
  },
  'slip.expired': {
    zh: '激活单已于 {expires} 过期。',
    en: 'The slip expired at {expires}.',
    when: 'A slip is used after its days.',
    remedy: 'Ask for a new slip.',
  },
  'slip.used': {
    zh: '激活单 {slip} 已使用，不能撤销；可解除账号绑定。',
    en: 'The slip {slip} was used and can’t be revoked; the binding can.',
    when: 'A used slip is revoked.',
    remedy: 'Revoke the binding of the account instead.',
  },
  'account.bound-to-another': {
    zh: '该账号已绑定他人。',
    en: 'This account is bound to another person.',
    when: 'A slip, or an issuer, would bind an account that belongs to somebody else.',
    remedy: 'Sign in with an account of your own, or have the earlier binding revoked.',
  },
  'account.free': {
    zh: '该账号未绑定。',
    en: 'This account is bound to nobody.',
    when: 'A binding is revoked that is not there.',
    remedy: 'Nothing: it is revoked.',
  },
  'account.not-signed-in': {
    zh: '请先登录。',
    en: 'Sign in first.',
    when: 'An account is bound without one.',
    remedy: 'Sign in, then use the slip.',
  },
  'account.no-issuer': {
    zh: '本系统未接入实名认证机构，请使用激活单。',
    en: 'No issuer with real-name assurance is connected: use an activation slip.',
    when: 'An account is to be bound by an issuer, and none is configured.',
    remedy: 'Ask two officers of your village for an activation slip.',
  },
  'account.bad-assertion': {
    zh: '实名认证信息无效或已过期。',
    en: 'What the issuer says is not valid, or no longer.',
    when: 'The issuer’s assertion is forged, too old, or another account’s.',
    remedy: 'Sign in at the issuer again.',
  },
  'account.person-unknown': {
    zh: '登记库中没有您的登记。',
    en: 'The registry does not know you.',
    when: 'The issuer vouches for somebody who belongs to no village and holds no office here.',
    remedy: 'Ask your village to record you first.',
  },
  'personal-data.duty-to-keep': {
    zh: '该项（{field}）在登记期间依法须保留。',
    en: 'This field ({field}) must be kept while the person belongs to the village.',
    when: 'Name or identity number of somebody who still belongs to the village is to be erased.',
    remedy: 'Erase the other fields now, and these when the residency has ended.',
  },
};
