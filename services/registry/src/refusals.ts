import type { RefusalTexts } from '@cunjian/contracts';
import { importRefusals } from './refusals/imports.ts';
import { officeRefusals } from './refusals/offices.ts';
import { personRefusals } from './refusals/people.ts';

const divisionsAndBodies: RefusalTexts = {
  'deployment.other-name': {
    zh: '本系统已以“{founded}”命名，名称永不更改，不能改为“{name}”。',
    en: 'This deployment was founded as {founded}, for ever; it can’t be {name}.',
    when: 'The system is started under another name than the one in its store.',
    remedy: 'Leave CUNJIAN_ORIGIN out, or name another data folder.',
    remedyZh: '不设 CUNJIAN_ORIGIN，或改用另一个数据目录。',
  },
  'deployment.too-few-operators': {
    zh: '创建系统至少需要 {least} 名运维人员。',
    en: 'A deployment is founded with at least {least} operators.',
    when: 'A deployment is founded with one operator: activation slips take two officers, so nobody else could be let in.',
    remedy: 'Name the accounts of two people.',
    remedyZh: '写明两个人的账号。',
  },
  'division.unknown': {
    zh: '区划名录中没有 {code}。',
    en: 'The list of divisions has no {code}.',
    when: 'A body is entered for, or a list abolishes, a division that no imported list has.',
    remedy: 'Check the 12 digits, or import the list that has the division.',
    remedyZh: '核对 12 位代码，或先导入含有该单位的名单。',
  },
  'division-list.older': {
    zh: '该名录自 {effective} 起施行，而已导入自 {newest} 起施行的名录。',
    en: 'This list holds from {effective}, but one from {newest} was imported already.',
    when: 'An older list of divisions is imported after a newer one; it would bring abolished villages back.',
    remedy: 'Import lists in the order of their dates; check the date on which this one takes effect.',
    remedyZh: '按日期先后导入名单；核对本名单的生效日期。',
  },
  'division-list.unknown': {
    zh: '没有名录 {list}。',
    en: 'There is no list {list}.',
    when: 'A list that was never accepted is reported as written.',
    remedy: 'Import the list again.',
    remedyZh: '重新导入名单。',
  },
  'body.unknown': {
    zh: '没有组织 {body}。',
    en: 'There is no body {body}.',
    when: 'A command names a legal body that was never entered.',
    remedy: 'Look the body up under its village; enter it first where it is missing.',
    remedyZh: '在所属村社下查找；没有登记的先登记。',
  },
  'body.exists': {
    zh: '“{name}”（{body}）已登记。',
    en: '{name} ({body}) is entered already.',
    when: 'A body is entered that the village already has: one committee and one collective, and one collective for each group.',
    remedy: 'Change what is recorded of it, or give the group’s number for a group collective.',
    remedyZh: '修改已有登记；村民小组集体请填组号。',
  },
  'body.dissolved': {
    zh: '“{name}”已撤销，不能再更改。',
    en: '{name} was dissolved and no longer changes.',
    when: 'A dissolved body is changed or dissolved again.',
    remedy: 'Act on its successor.',
    remedyZh: '请对承接单位办理。',
  },
  'body.wrong-level': {
    zh: '{level} 一级不设该类组织（{kind}）。',
    en: 'A division of level {level} has no {kind}.',
    when: 'A committee or collective is entered above village level, or an agency or government office at village level.',
    remedy: 'Choose the village, or the township, that the body belongs to.',
    remedyZh: '选择该组织所属的村社或乡镇。',
  },
  'body.keeps-no-books': {
    zh: '{kind}不设账目，没有财务公开义务。',
    en: 'A {kind} keeps no books and owes no disclosure.',
    when: 'A body that is the roll of an assembly, or a party branch, is to owe finance disclosures.',
    remedy: 'Give the duty to the committee or the collective whose books they are.',
    remedyZh: '财务公开义务属于设账的村（居）委会或集体经济组织。',
  },
  'body.bad-credit-code': {
    zh: '统一社会信用代码“{creditCode}”有误（18 位，末位为校验码）。',
    en: '{creditCode} is no unified social credit code (18 characters, the last one checks the others).',
    when: 'A credit code fails the check of GB 32100-2015.',
    remedy: 'Copy the code from the certificate again.',
    remedyZh: '对照证书重新填写代码。',
  },
  'body.repeated-notice-board': {
    zh: '公开栏“{board}”重复。',
    en: 'The notice board {board} is there twice.',
    when: 'Two notice boards of a body have one name.',
    remedy: 'Give each natural village’s board a name of its own.',
    remedyZh: '给各自然村的公示栏取不同的名称。',
  },
  'dates.before-beginning': {
    zh: '{date} 早于开始日期 {beginning}。',
    en: '{date} lies before the beginning, {beginning}.',
    when: 'An end lies before its beginning.',
    remedy: 'Correct one of the two dates.',
    remedyZh: '改正两个日期中的一个。',
  },
  'contract.no-agency': {
    zh: '{agency} 不是代理记账机构。',
    en: '{agency} is no agency.',
    when: 'A contract on bookkeeping names a body that is no township agency.',
    remedy: 'Choose the township’s agency; enter it first where it is missing.',
    remedyZh: '选择本乡镇的代理机构；没有登记的先登记。',
  },
  'contract.no-books': {
    zh: '{body} 没有可代理的账。',
    en: '{body} has no books to keep.',
    when: 'A contract is for an agency or a government office.',
    remedy: 'Choose a committee or a collective.',
    remedyZh: '选择村（居）民委员会或集体经济组织。',
  },
  'contract.outside': {
    zh: '{body} 不在代理机构 {agency} 的辖区内。',
    en: '{body} does not lie within the division of the agency {agency}.',
    when: 'A township’s agency is to keep the books of a village elsewhere (村账乡代管).',
    remedy: 'Choose the agency of the village’s own township.',
    remedyZh: '选择本村所在乡镇的代理机构。',
  },
  'contract.running': {
    zh: '{body} 在 {from} 至 {to} 已有代理合同。',
    en: '{body} has a contract from {from} to {to} already.',
    when: 'A body would have two contracts on the same day.',
    remedy: 'End the running contract first, or begin after its last day.',
    remedyZh: '先终止正在履行的委托，或从其最后一日之后开始。',
  },
  'contract.unknown': {
    zh: '没有合同 {contract}。',
    en: 'There is no contract {contract}.',
    when: 'A contract is ended that was never signed.',
    remedy: 'Look it up under the agency.',
    remedyZh: '在代理机构下查找。',
  },
  'contract.ended': {
    zh: '合同 {contract} 已于 {on} 终止。',
    en: 'The contract {contract} ended on {on}.',
    when: 'A contract is ended twice.',
    remedy: 'Nothing: it has ended.',
    remedyZh: '无需处理：委托已终止。',
  },
};

export const registryRefusals: RefusalTexts = {
  ...divisionsAndBodies,
  ...officeRefusals,
  ...personRefusals,
  ...importRefusals,
};
