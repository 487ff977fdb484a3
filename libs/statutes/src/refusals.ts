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
  'procedure.no-rule': {
    zh: '{date} 没有适用于此类组织（{bodyKind}）的程序规则：{kind}',
    en: 'No rule in force on {date} gives a body of the kind {bodyKind} the procedure {kind}',
    when: 'A procedure is asked for that no rule, and no default of the county, gives to bodies of this kind.',
    remedy: 'Choose another procedure, or have the charter that gives it entered as a rule.',
    remedyZh: '请选择其他程序，或先将规定此程序的章程录入为规则。',
  },
  'procedure.other-matter': {
    zh: '事项 {matter} 不能按程序 {kind} 办理。{citation}',
    en: 'The matter {matter} does not go by the procedure {kind}. {citation}',
    when: 'A procedure serves some matters only, and this is not among them.',
    remedy: 'Choose the procedure that ends with the assembly that decides this matter.',
    remedyZh: '请选择由有权决定该事项的会议作出决定的程序。',
  },
  'voting.no-rule': {
    zh: '{date} 没有适用的表决规则：{assembly}',
    en: 'No rule in force on {date} says how {assembly} decides',
    when: 'No rule in force gives a quorum or a majority to this assembly of this body. None is invented.',
    remedy: 'Choose another assembly, or have the charter that rules it entered.',
    remedyZh: '请选择其他会议形式，或先将相关章程录入为规则。',
  },
  'voting.other-body': {
    zh: '事项 {matter} 不由此类组织（{bodyKind}）决定。依据：{citation}',
    en: 'The matter {matter} is not decided by a body of the kind {bodyKind}. {citation}',
    when: 'A matter of the collective is put to the village, or one of the village to the collective.',
    remedy: 'Propose it to the body whose matter it is.',
    remedyZh: '请向有权决定该事项的组织提出。',
  },
  'voting.reserved-matter': {
    zh: '事项 {matter} 只能由 {decides} 决定，不能由 {assembly} 决定。依据：{citation}',
    en: 'The matter {matter} is for {decides} alone; {assembly} cannot decide it. {citation}',
    when: 'An assembly is asked to decide what the law keeps for another one and lets nobody delegate.',
    remedy: 'Call the assembly that is named.',
    remedyZh: '请召开所指明的会议。',
  },
} as const satisfies RefusalTexts;
