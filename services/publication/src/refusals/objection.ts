import type { RefusalTexts } from '@cunjian/contracts';
import { text } from './text.ts';

export const objectionRefusals: RefusalTexts = {
  'objection.window-closed': text(
    '异议期已过，现在可以提问',
    'The window for objections is closed; questions stay possible',
    'An objection is raised after the days for objections.',
    'Ask it as a question: it has a deadline for its reply, too.',
  ),
  'objection.unknown-line': text(
    '没有这一行（{line}）',
    'There is no such line ({line})',
    'An objection names a line that the published version does not have.',
    'Choose a line of the version that is out, or object to the whole.',
  ),
  'objection.scan-missing': text(
    '书面异议须附扫描件',
    'An objection on paper needs its scan',
    'An officer enters a paper without its scan.',
    'Scan or photograph the paper and attach it.',
  ),
  'objection.person-missing': text(
    '须注明异议人',
    'Say who objects',
    'An officer enters a paper without the person. Only the supervision committee may withhold who it is.',
    'Choose the person from the register.',
  ),
  'objection.not-a-resident': text(
    '该人不是本村居民或成员',
    'She belongs neither to the village nor to the body',
    'An objection is entered for a person who may not object for herself.',
    'Choose the person from the register of the village.',
  ),
  'objection.exists': text(
    '该异议已提交',
    'This objection was raised already',
    'The same objection is raised twice.',
    'Look it up among your own.',
  ),
  'objection.unknown': text(
    '没有这项异议',
    'There is no such objection',
    'Nothing was raised under this id.',
    'Look it up among your own, or among those to answer.',
  ),
  'objection.already-answered': text(
    '已经答复',
    'It was answered already',
    'A second answer is given at the same level.',
    'The objector may accept it or take it one level up.',
  ),
  'objection.other-level': text(
    '现由{levelZh}答复',
    'It is to be answered at another level ({level})',
    'An answer comes from an office whose turn it is not.',
    'Leave it to that level.',
  ),
  'objection.not-answered': text(
    '尚未答复',
    'It was not answered yet',
    'An answer is accepted that has not come.',
    'Wait for the reply; when it is overdue, take it one level up.',
  ),
  'objection.already-accepted': text(
    '异议人已接受答复',
    'The answer was accepted',
    'Something is to be done about an objection that is over.',
    'Raise a new one, or ask a question.',
  ),
  'objection.reply-not-due': text(
    '答复期限到 {until}',
    'The reply may come until {until}',
    'It is taken one level up, or marked overdue, while the reply is still in time.',
    'Wait until then.',
  ),
  'objection.escalation-too-late': text(
    '须在 {until} 前向上一级提出',
    'It could be taken one level up until {until}',
    'The days for taking it further are over.',
    'Ask a question, or turn to the authorities that law provides: reconsideration, petition, court.',
  ),
  'objection.no-higher-level': text(
    '{levelZh}的答复为最终答复',
    'There is no level above this one ({level})',
    'It is taken further than the rule in force provides.',
    'Turn to the authorities that law provides: reconsideration, petition, court.',
  ),
};
