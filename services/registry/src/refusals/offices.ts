import type { RefusalTexts } from '@cunjian/contracts';

export const officeRefusals: RefusalTexts = {
  'office.wrong-body': {
    zh: '{bodyKind} 不设 {kind} 职务。',
    en: 'A {bodyKind} has no {kind}.',
    when: 'An office is given in a body of the wrong kind: a committee’s office in the collective, say.',
    remedy: 'Choose the body that has this office; committee and collective are two bodies.',
    remedyZh: '选择设有该职务的组织；村委会与集体经济组织是两个组织。',
  },
  'office.operator-below': {
    zh: '运维职务只能设在系统本身，不能设在 {division}。',
    en: 'An operator belongs to the deployment’s own body, not to {division}.',
    when: 'An operator’s office, which acts everywhere, is given in some division’s government.',
    remedy: 'Give the office of registrar, which acts in the division and below.',
    remedyZh: '请授予登记员职务，它在本级及以下行使。',
  },
  'office.held': {
    zh: '此人已任该职务（{kind}），任期至 {to}。',
    en: 'This person holds the office {kind} until {to} already.',
    when: 'The same office of the same body is given to a person who holds it.',
    remedy: 'Begin the new term after the last day of the running one, or end that one.',
    remedyZh: '从现任期最后一日之后开始，或先终止现任期。',
  },
  'office.incompatible': {
    zh: '不得兼任：此人已任 {other}，依 {citation} 不得同时任 {kind}。',
    en: 'Not compatible: this person is {other}; by {citation} nobody is {kind} at the same time.',
    when: 'Two offices that a rule in force forbids to meet in one person would overlap.',
    remedy: 'Choose another person, or end the other office first. The rule cited says why.',
    remedyZh: '另选他人，或先终止另一职务；依据见所引规则。',
  },
  'office.incompatible-relative': {
    zh: '须回避：其近亲属已任 {other}，依 {citation} 不得任 {kind}。',
    en: 'Not compatible: a near relative is {other}; by {citation} this person can’t be {kind}.',
    when: 'A near relative (recorded as such, or of the same household) holds an office that the rule in force forbids to meet this one.',
    remedy:
      'Choose another person. Where the two share a household and are no near relatives, let the registrar record that first.',
    remedyZh: '另选他人；同户但不是近亲属的，先请登记员登记。',
  },
  'office.unknown': {
    zh: '没有任职记录 {office}。',
    en: 'There is no office {office}.',
    when: 'An office is ended that was never given.',
    remedy: 'Look it up under its body.',
    remedyZh: '在所属组织下查找。',
  },
  'office.ended': {
    zh: '该任职已于 {on} 结束。',
    en: 'This office ended on {on}.',
    when: 'An office is ended twice.',
    remedy: 'Nothing: it has ended.',
    remedyZh: '无需处理：任职已终止。',
  },
  'office.name-missing': {
    zh: '缺少任职人姓名。任职信息依法公开，须有姓名。',
    en: 'The holder’s name is missing. Who holds an office is public by law.',
    when: 'An office is given to somebody of whom the registry has no name, or no longer has it.',
    remedy: 'Give the name.',
    remedyZh: '填写姓名。',
  },
  'member.no-roll': {
    zh: '{body} 没有成员名册。',
    en: '{body} has no membership roll.',
    when: 'A member is admitted to an agency or a government office.',
    remedy: 'Choose the collective or the committee.',
    remedyZh: '选择集体经济组织或村（居）民委员会。',
  },
  'member.on-roll': {
    zh: '{person} 已在 {body} 的成员名册上。',
    en: '{person} stands on the roll of {body} already.',
    when: 'Somebody is admitted twice. Nobody of this command was admitted.',
    remedy: 'Leave this person out.',
    remedyZh: '去掉此人。',
  },
  'member.not-on-roll': {
    zh: '{person} 不在 {body} 的成员名册上。',
    en: '{person} does not stand on the roll of {body}.',
    when: 'Somebody is removed who is no member.',
    remedy: 'Check the body: committee and collective have rolls of their own.',
    remedyZh: '核对组织：村委会与集体经济组织各有名册。',
  },
};
