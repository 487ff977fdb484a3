import type { RefusalTexts } from '@cunjian/contracts';

export const accessRefusals: RefusalTexts = {
  'access.denied': {
    zh: '您没有在此处执行该操作的权限（{action}）',
    en: 'You may not do this here ({action})',
    when: 'No role that the caller has, or acts in now, has a reach for the action that covers the division or body.',
    remedy:
      'Sign in, or choose the office that the action belongs to. Who may do what is listed in libs/access/src/permissions.ts.',
    remedyZh: '请登录，或切换到有此权限的职务。',
  },
  'access.not-bound': {
    zh: '您的账号还没有与登记的本人绑定',
    en: 'Your account is not bound to anybody of the register yet',
    when: 'A command that has to bear the name of a person comes from an account that is bound to none.',
    remedy: 'Bind the account: by an activation slip that two officers hand over, or by real-name sign-in.',
    remedyZh: '请先绑定账号：凭两名工作人员分别发放的激活单，或通过实名登录。',
  },
  'access.office-not-held': {
    zh: '您今天未担任该职务（{office}）',
    en: 'You do not hold this office today ({office})',
    when: 'A call names an office to act in that its sender does not hold today: ended, not begun, or of somebody else.',
    remedy: 'Choose one of the offices you hold, or act for yourself. Offices are given by the registrar.',
    remedyZh: '选择您现任的职务，或以个人身份操作；职务由登记员登记。',
  },
  'access.stale': {
    zh: '权限数据延迟 {lagSeconds} 秒，超过 {limitSeconds} 秒，暂不能登录操作，请稍后重试',
    en: 'Knowledge of who may do what is {lagSeconds} s old, over {limitSeconds} s: try again later',
    when: "The service's access read models lag so far behind the event store that a revoked right could still be honoured.",
    remedy: 'Wait until /health/ready says ready again; it names the read model that lags and why.',
    remedyZh: '等 /health/ready 恢复正常；其中写明哪个读模型滞后及原因。',
  },
  'access.not-built': {
    zh: '权限数据正在首次建立，暂不能登录操作，请稍后重试',
    en: 'Knowledge of who may do what is still being built: try again later',
    when: 'The service has just been set up, or its read models were deleted, and it has not read all events about access yet.',
    remedy: 'Wait until /health/ready says ready; it says how far the read models are.',
    remedyZh: '等 /health/ready 恢复正常；其中写明读模型建立的进度。',
  },
};
