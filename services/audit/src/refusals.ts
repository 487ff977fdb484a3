import type { RefusalTexts } from '@cunjian/contracts';

export const auditRefusals: RefusalTexts = {
  'log.unknown': {
    zh: '没有 {log} 的存证日志。请核对区划代码。',
    en: 'There is no log {log}. Check the division code.',
    when: 'A log was asked for of a division that owns no events, or a name that is none.',
    remedy: 'Use the 12-digit code of a division; `cunjian` lists them.',
    remedyZh: '使用行政区划的 12 位代码。',
  },
  'log.no-entry': {
    zh: '日志 {log} 尚无第 {index} 条。',
    en: 'Log {log} has no entry {index} yet.',
    when: 'An index at or past the size of the log was asked for.',
    remedy: 'Read the checkpoint first; new events are sealed within seconds.',
    remedyZh: '先读取检查点；新事件数秒内存证。',
  },
  'log.fork': {
    zh: '现有记录与已经签署的不一致，系统拒绝签署（技术信息：{detail}）',
    en: 'What is there is not what was signed; refused to sign ({detail})',
    when: 'The tree at hand does not extend what was signed before, or a witness knows a larger one: a backup was restored, or data was altered.',
    remedy:
      'After a restore begin a new epoch with `cunjian restore`; otherwise have an auditor look before anything is written.',
    remedyZh: '恢复备份后用 cunjian restore 开始新纪元；否则写入前请审计人员查看。',
  },
  'log.epoch-started': {
    zh: '日志 {log} 的第 {epoch} 期已经开始。',
    en: 'Epoch {epoch} of log {log} has begun already.',
    when: 'A restore was run twice on the same data folder.',
    remedy: 'Nothing: go on with the deployment.',
    remedyZh: '无需处理：继续使用。',
  },
  'log.key-not-current': {
    zh: '另一次密钥（{purpose}）更换刚刚完成。',
    en: 'Another rotation of the {purpose} key was recorded meanwhile.',
    when: 'Two operators rotated the same key at once.',
    remedy: 'Look at the current keys; rotate again only where it is still needed.',
    remedyZh: '查看现用密钥；仍有需要时再更换。',
  },
  'receipt.malformed': {
    zh: '这不是本系统的回执（技术信息：{detail}）',
    en: 'This is no receipt of this deployment: {detail}',
    when: 'A text was handed in that is no receipt, or is signed by another key.',
    remedy: 'Paste the whole receipt, with its signature line and the line break at its end.',
    remedyZh: '粘贴完整的回执，包括签名行和末尾的换行。',
  },
  'receipt.no-events': {
    zh: '找不到该操作的记录。',
    en: 'No events of that command were found.',
    when: 'A receipt was asked for a position at which nothing is stored.',
    remedy: 'Hand back the position that the mutation answered.',
    remedyZh: '使用操作返回的 position。',
  },
  'heads.advanced-meanwhile': {
    zh: '总日志刚刚更新过。',
    en: 'The heads log was advanced meanwhile.',
    when: 'Two processes advanced the heads at once.',
    remedy: 'Nothing: the next time takes what is left.',
    remedyZh: '无需处理：余下的下次处理。',
  },
};
