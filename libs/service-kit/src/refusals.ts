import { accessRefusals } from '@cunjian/access';
import { blobRefusals } from '@cunjian/blob-store';
import type { RefusalTexts } from '@cunjian/contracts';

/** What the command handler, the event store and queries of any service refuse. */
export const commandRefusals: RefusalTexts = {
  'query.bad-cursor': {
    zh: '翻页位置无效，请从第一页重新查询',
    en: 'This is no cursor of this list: begin with its first page',
    when: '`after` is not a cursor that this list gave out in this order.',
    remedy: 'Hand back `endCursor` of the page before as it is; leave `after` out for the first page.',
    remedyZh: '原样使用上一页的 endCursor；第一页不填 after。',
  },
  'command.contended': {
    zh: '同一记录正被多人修改，请稍后重试',
    en: 'Others are changing the same record; try again in a moment',
    when: 'Before each of {attempts} attempts to write, somebody else wrote to the same stream.',
    remedy: 'Send the same command again, with the same commandId.',
    remedyZh: '用同一 commandId 重新发送。',
  },
  'command.id-reused': {
    zh: '该操作编号已用于另一项操作（{commandId}）',
    en: 'This commandId was used for something else ({commandId})',
    when: 'The commandId of a mutation has already caused events elsewhere. Each intent needs an id of its own.',
    remedy: 'Mint a new UUID for each new intent; keep it only to repeat the very same command.',
    remedyZh: '每个新操作使用新的编号；只有重发同一操作才用原编号。',
  },
  'store.busy': {
    zh: '系统繁忙，请稍后重试',
    en: 'The system is busy; try again in a moment',
    when: 'More events wait to be written than the store takes at once. Nothing was written.',
    remedy: 'Send the same command again, with the same commandId.',
    remedyZh: '用同一 commandId 重新发送。',
  },
  'store.full': {
    zh: '存储空间已满，暂时无法保存，请联系管理员',
    en: 'The disk is full: nothing can be saved. Tell the operator',
    when: 'The disk, or the size that was set for the store, is used up. Nothing was written, nothing is lost.',
    remedy: 'The operator makes room or raises the limit; then send the same command again.',
    remedyZh: '请系统管理员腾出空间或调高上限，然后重新发送。',
  },
  'store.event-too-large': {
    zh: '内容有 {bytes} 字节，超过单次上限 {limit} 字节',
    en: 'This has {bytes} bytes; one record may have {limit}',
    when: 'An event is larger than an event store takes.',
    remedy: 'Split it: a disclosure into several accounts or periods; put scans into attachments.',
    remedyZh: '请拆分：公开内容按账户或期间分开，扫描件作为附件上传。',
  },
  'store.wrong-revision': {
    zh: '记录已被他人修改，请刷新后重试',
    en: 'Somebody else changed the record meanwhile; read it again and retry',
    when: 'A writer that names the revision it has seen finds another one in the store.',
    remedy: 'Read the record again, and decide anew.',
    remedyZh: '重新读取该记录，再决定如何操作。',
  },
};

/** What any service may refuse, whatever it does. */
export const commonRefusals: RefusalTexts = { ...accessRefusals, ...blobRefusals, ...commandRefusals };
