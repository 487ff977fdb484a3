import type { RefusalTexts } from '@cunjian/contracts';
import { text } from './text.ts';

/** What is wrong with the place of a disclosure in its procedure. */
export const disclosureRefusals: RefusalTexts = {
  'disclosure.bad-period': text(
    '“{period}”不是公开期间。应为 2026Q1、2026-03、2026 或 matter-…',
    '“{period}” is no period; 2026Q1, 2026-03, 2026 or matter-… are',
    'The period is none of quarter, month, year and matter.',
    'Choose a period from the list; a matter is named in lower-case letters, digits and hyphens.',
  ),
  'disclosure.bad-days': text(
    '专项公开须注明起止日期（{from} 至 {to}）',
    'A matter must say its first and last day in order ({from} to {to})',
    'A disclosure on one matter has no days, or the last before the first.',
    'Enter the first and the last day on which the matter had lines.',
  ),
  'disclosure.title-missing': text(
    '专项公开须有标题',
    'A disclosure on one matter needs a title',
    'A matter is drafted without saying what it is about. Files are imported for months, quarters and years only.',
    'Enter the title, as in 村道硬化工程专项公开.',
  ),
  'disclosure.unknown-body': text(
    '没有这个单位（{body}）',
    'There is no such body ({body})',
    'The body was never entered in the registry, or not yet seen here.',
    'Choose one of the bodies of the village.',
  ),
  'disclosure.unknown': text(
    '没有这项公开',
    'There is no such disclosure',
    'Nothing was drafted under this id, or the draft was thrown away.',
    'Draft it first.',
  ),
  'disclosure.exists': text(
    '{period} 的公开已存在',
    'A disclosure for {period} is there already',
    'One body has one disclosure for a period.',
    'Open it: revise the draft, or correct what was published.',
  ),
  'disclosure.not-a-draft': text(
    '已进入程序（{stage}），不能直接修改',
    'It is no longer a draft ({stage})',
    'Figures are to be changed or thrown away that somebody has confirmed.',
    'Return it to draft first, with the reason.',
  ),
  'disclosure.is-a-draft': text(
    '还是草稿，无需退回',
    'It is a draft already',
    'A draft is to be returned to draft.',
    'Just change it.',
  ),
  'disclosure.step-too-early': text(
    '还不能进行“{stepZh}”：须先完成“{missingZh}”。依据：{citation}',
    'Too early for {step}: {missing} comes first. {citation}',
    'A step of the procedure is to be taken before one that the rule in force puts first.',
    'Take the missing step; the page of the disclosure shows all of them with their deadlines.',
  ),
  'disclosure.step-taken': text(
    '“{stepZh}”已经完成',
    'The step {step} was taken already',
    'A step is to be taken a second time for the same version.',
    'Go on with the next step.',
  ),
  'disclosure.under-review': text(
    '正在征求监督意见，最迟 {until}',
    'The supervisors have it for their opinion until {until}',
    'A step is to be taken while the opinion is awaited.',
    'Wait for the opinion or the end of its term; silence does not stop the duty.',
  ),
  'disclosure.no-opinion-requested': text(
    '没有待出具的监督意见',
    'No opinion is awaited',
    'An opinion is given on a version that was not submitted, or whose term has ended.',
    'What you know of it can be raised as an objection.',
  ),
  'disclosure.reasons-missing': text(
    '提出异议须说明理由',
    'An objection needs reasons',
    'The supervisors object without saying why.',
    'Write the reasons: they are published with the disclosure.',
  ),
  'disclosure.opinion-not-overdue': text(
    '监督意见的期限到 {until}',
    'The term for the opinion runs until {until}',
    'A reaction asks for the opinion to lapse before its term has ended.',
    'Nothing to do: it will be asked again.',
  ),
  'disclosure.meeting-in-future': text(
    '联席会议日期 {heldOn} 晚于今天 {today}',
    'The meeting of {heldOn} lies after today, {today}',
    'A joint meeting is recorded that was not held yet.',
    'Record it when it was held.',
  ),
  'disclosure.nothing-in-preparation': text(
    '没有正在办理的版本',
    'No version is in preparation',
    'A step is to be taken on a disclosure that is out and not being corrected.',
    'Begin a correction, if something is to change.',
  ),
  'disclosure.not-published': text(
    '尚未公开',
    'It is not published yet',
    'Something never published is to be posted, corrected, withdrawn or objected to.',
    'Publish it first.',
  ),
  'disclosure.correction-running': text(
    '第 {version} 版更正正在办理',
    'Version {version} is in preparation already',
    'A second correction is begun before the first is out.',
    'Revise the one that is in preparation, or throw it away.',
  ),
  'disclosure.already-withdrawn': text(
    '已撤回',
    'It was withdrawn already',
    'A withdrawn disclosure is to be withdrawn or posted.',
    'Correct it: a new version takes its place.',
  ),
  'disclosure.unknown-board': text(
    '没有公开栏“{place}”，应为：{boards}',
    'There is no notice board “{place}”; there are {boards}',
    'A posting names a place that is no notice board of the body.',
    'Choose one of the boards, or have the registrar enter the new one.',
  ),
  'disclosure.posted-in-future': text(
    '张贴日期 {from} 晚于今天 {today}',
    'A posting from {from} lies after today, {today}',
    'A posting is recorded that was not made yet.',
    'Record it when the sheet hangs, with the photo.',
  ),
  'disclosure.posting-too-short': text(
    '张贴至少到 {until}。依据：{citation}',
    'The sheet must stay until {until} at least. {citation}',
    'A posting ends earlier than the rule in force allows.',
    'Leave it up longer.',
  ),
  'disclosure.window-still-open': text(
    '异议期到 {until}',
    'Objections may be raised until {until}',
    'A reaction asks for the window to close before its end.',
    'Nothing to do: it will be asked again.',
  ),
  'attachment.unknown': text(
    '没有上传过该文件（{sha256}）',
    'No such file was uploaded ({sha256})',
    'An attachment names a hash that no upload answered.',
    'Upload the file first, and use the hash that it answers.',
  ),
  'attachment.too-large': text(
    '文件有 {bytes} 字节，超过上限 {limit} 字节',
    'The file has {bytes} bytes; the limit is {limit}',
    'An attachment is larger than 20 MB.',
    'Scan at a lower resolution or split the document.',
  ),
  'attachment.bad-type': text(
    '附件只能是 PDF、JPEG 或 PNG，该文件的内容是 {found}',
    'Attachments are PDF, JPEG or PNG; the content of this one is {found}',
    'The content of a file, whatever its name says, is of another type.',
    'Print it to PDF, or take a photo.',
  ),
  'attachment.bad-name': text(
    '文件名不能使用',
    'This file name can not be used',
    'Nothing is left of a file name without what must not be in one.',
    'Rename the file.',
  ),
};
