import type { RefusalTexts } from '@cunjian/contracts';

export const officeRefusals: RefusalTexts = {
  'office.wrong-body': {
    zh: '{bodyKind} 不设 {kind} 职务。',
    en: 'A {bodyKind} has no {kind}.',
    when: 'An office is given in a body of the wrong kind: a committee’s office in the collective, say.',
    remedy: 'Choose the body that has this office; committee and collective are two bodies.',
  },
  'office.operator-below': {
    zh: '运维职务只能设在系统本身，不能设在 {division}。',
    en: 'An operator belongs to the deployment’s own body, not to {division}.',
    when: 'An operator’s office, which acts everywhere, is given in some division’s government.',
    remedy: 'Give the office of registrar, which acts in the division and below.',
  },
  'office.held': {
    zh: '此人已任该职务（{kind}），任期至 {to}。',
    en: 'This person holds the office {kind} until {to} already.',
    when: 'The same office of the same body is given to a person who holds it.',
    remedy: 'Begin the new term after the last day of the running one, or end that one.',
  },
  'office.incompatible': {
    zh: '不得兼任：此人已任 {other}，依 {citation} 不得同时任 {kind}。',
    en: 'Not compatible: this person is {other}; by {citation} nobody is {kind} at the same time.',
    when: 'Two offices that a rule in force forbids to meet in one person would overlap.',
    remedy: 'Choose another person, or end the other office first. The rule cited says why.',
  },
  'office.incompatible-relative': {
    zh: '须回避：其近亲属已任 {other}，依 {citation} 不得任 {kind}。',
    en: 'Not compatible: a near relative is {other}; by {citation} this person can’t be {kind}.',
    when: 'A near relative (recorded as such, or of the same household) holds an office that the rule in force forbids to meet this one.',
    remedy:
      'Choose another person. Where the two share a household and are no near relatives, let the registrar record that first.',
  },
  'office.unknown': {
    zh: '没有任职记录 {office}。',
    en: 'There is no office {office}.',
    when: 'An office is ended that was never given.',
    remedy: 'Look it up under its body.',
  },
  'office.ended': {
    zh: '该任职已于 {on} 结束。',
    en: 'This office ended on {on}.',
    when: 'An office is ended twice.',
    remedy: 'Nothing: it has ended.',
  },
  'office.name-missing': {
    zh: '缺少任职人姓名。任职信息依法公开，须有姓名。',
    en: 'The holder’s name is missing. Who holds an office is public by law.',
    when: 'An office is given to somebody of whom the registry has no name, or no longer has it.',
    remedy: 'Give the name.',
  },
  'member.no-roll': {
    zh: '{body} 没有成员名册。',
    en: '{body} has no membership roll.',
    when: 'A member is admitted to an agency or a government office.',
    remedy: 'Choose the collective or the committee.',
  },
  'member.on-roll': {
    zh: '{person} 已在 {body} 的成员名册上。',
    en: '{person} stands on the roll of {body} already.',
    when: 'Somebody is admitted twice. Nobody of this command was admitted.',
    remedy: 'Leave this person out.',
  },
  'member.not-on-roll': {
    zh: '{person} 不在 {body} 的成员名册上。',
    en: '{person} does not stand on the roll of {body}.',
    when: 'Somebody is removed who is no member.',
    remedy: 'Check the body: committee and collective have rolls of their own.',
  },
};
