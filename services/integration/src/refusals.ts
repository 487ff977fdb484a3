import type { RefusalTexts } from '@cunjian/contracts';

export const integrationRefusals: RefusalTexts = {
  'webhook.bad-url': {
    zh: '“{value}”不是可用的推送地址。',
    en: '{value} is no address to deliver to.',
    when: 'The address of a webhook is no URL, is longer than 2,000 characters, or has a user name, a password or a fragment in it.',
    remedy: 'Give an address like https://receiver.example/cunjian; what only the two sides know goes into its path.',
    remedyZh: '填写形如 https://receiver.example/cunjian 的地址；只有双方知道的内容放在路径中。',
  },
  'webhook.not-https': {
    zh: '推送地址须为 https：“{value}”。',
    en: 'Deliveries take https: {value}.',
    when: 'The address of a webhook is not https. Plain http is for networks that the deployment names in CUNJIAN_WEBHOOK_NETWORKS.',
    remedy: 'Give the receiver a certificate, or have the operator name its network.',
    remedyZh: '为接收端配置证书，或请系统管理员登记其内部网络。',
  },
  'webhook.private-address': {
    zh: '“{value}”不是公网地址，系统不向内部网络推送。',
    en: '{value} is no public address; nothing is delivered inside of networks.',
    when: 'The address of a webhook is an IP address that is not public, or this machine. Of other names it is checked at each delivery.',
    remedy:
      'Give an address that is reached from outside, or have the operator name the network in CUNJIAN_WEBHOOK_NETWORKS.',
    remedyZh: '填写公网可以访问的地址，或请系统管理员登记该内部网络。',
  },
  'webhook.unknown-type': {
    zh: '没有名为“{value}”的事件类型。',
    en: 'No event is named {value}.',
    when: 'A webhook or a subscription asks for a type of events that no contract describes.',
    remedy: 'Use names as in docs/events, like disclosure-published; leave the list empty for all.',
    remedyZh: '使用 docs/events 中的名称，如 disclosure-published；全部订阅时留空。',
  },
  'webhook.too-many': {
    zh: '本职务已有 {held} 个推送地址，上限 {limit} 个。',
    en: 'The office has {held} webhooks; {limit} are allowed.',
    when: 'More webhooks are registered in one office than a system needs.',
    remedy: 'Remove one that is no longer used; one webhook may take several divisions.',
    remedyZh: '删除不再使用的；一个推送地址可以接收多个区划的事件。',
  },
  'webhook.exists': {
    zh: '该推送地址已登记。',
    en: 'This webhook is registered already.',
    when: 'A webhook is registered again under the id of an earlier command.',
    remedy: 'Mint a new commandId for another webhook.',
    remedyZh: '另行登记时使用新的 commandId。',
  },
  'webhook.unknown': {
    zh: '没有这个推送地址。',
    en: 'There is no such webhook.',
    when: 'A command names a webhook that was never registered, or is not known yet.',
    remedy: 'List yours with `viewer { webhooks }`.',
    remedyZh: '用 viewer { webhooks } 查看自己的推送地址。',
  },
  'webhook.removed': {
    zh: '该推送地址已删除。',
    en: 'This webhook was removed.',
    when: 'A webhook is changed after it was removed.',
    remedy: 'Register it anew.',
    remedyZh: '请重新登记。',
  },
  'webhook.disabled': {
    zh: '该推送地址已停用。',
    en: 'This webhook is disabled.',
    when: 'Entries are to be replayed to a webhook to which nothing is delivered.',
    remedy: 'Mend the receiver, enable the webhook, then replay.',
    remedyZh: '修复接收端并恢复推送后再重放。',
  },
  'webhook.unknown-log': {
    zh: '“{value}”不是区划的存证日志。',
    en: '{value} is no log of a division.',
    when: 'A replay names something else than the log of a division.',
    remedy: 'Use `log` of a delivery: the 12-digit code, with /epoch-<n> after a restore.',
    remedyZh: '使用推送记录中的 log：12 位区划代码，恢复备份后带 /epoch-<n>。',
  },
  'webhook.bad-range': {
    zh: '重放范围有误：{from} 至 {to}，一次至多 {limit} 条。',
    en: 'This is no range to replay: {from} to {to}; at most {limit} at a time.',
    when: 'The end of a range lies before its beginning, or the range is too long.',
    remedy: 'Replay in several parts.',
    remedyZh: '请分几次重放。',
  },
  'webhook.too-many-replays': {
    zh: '等待重放的范围过多，请稍后再试。',
    en: 'Too many ranges wait to be replayed: try again later.',
    when: 'Further replays are asked for while others of the same webhook have not begun.',
    remedy: 'Wait until `webhookDeliveries` shows them.',
    remedyZh: '等推送记录中出现后再试。',
  },
};
