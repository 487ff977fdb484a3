import type { RefusalTexts } from '@cunjian/contracts';

export const secretRefusals: RefusalTexts = {
  'token-notice.decided': {
    zh: '监督委员会已就此作出处理',
    en: 'The supervision committee has decided on it',
    when: 'A voter says once more that it was not she who took a token.',
    remedy: 'Read the decision; after the count, the result can be contested with it.',
    remedyZh: '请查看处理结果；计票后可据此对结果提出异议。',
  },
  'token-notice.none-taken': {
    zh: '没有以您的名义领过票',
    en: 'No token was taken in your name',
    when: 'A token is confirmed or disputed that nobody asked for.',
    remedy: 'None.',
    remedyZh: '无须处理。',
  },
  'token-notice.not-disputed': {
    zh: '没有待处理的领票异议',
    en: 'Nobody disputes this token',
    when: 'A dispute is decided that is not there, or was decided before.',
    remedy: 'Look at the list of what waits.',
    remedyZh: '请核对待办列表。',
  },
  'token-notice.own': {
    zh: '不能处理自己的领票异议',
    en: 'Nobody decides on her own token',
    when: 'A supervisor decides on the token taken in her own name.',
    remedy: 'Let another member of the supervision committee decide.',
    remedyZh: '请监督委员会其他成员处理。',
  },
  'ballot-box.busy': {
    zh: '投票人数较多，请稍后再投',
    en: 'Many are voting now; cast again in a moment',
    when: 'More ballots wait for the box than it takes at once.',
    remedy: 'Cast the same ballot again in a few seconds; it counts once.',
    remedyZh: '几秒后重新提交同一张选票，只计一次。',
  },
  'ballot-box.replaced': {
    zh: '这张选票已被同一凭证后来投的选票取代，不再计入',
    en: 'Another ballot of the same token was cast after this one, and stays',
    when: 'A sealed ballot is cast once more that its voter has replaced: by whoever kept a copy of it.',
    remedy: 'Choose once more on the page, which seals a new ballot.',
    remedyZh: '如需再改，请在页面上重新选择，系统会封装一张新选票。',
  },
  'ballot-box.full': {
    zh: '票箱中的选票已与名册人数相等',
    en: 'The box has as many ballots as the roll has entries',
    when: 'A token is used that would be one more than the roll has entries: some token was minted beside the rules.',
    remedy: 'Tell the supervision committee: both issuers signed more tokens than they may.',
    remedyZh: '请告知村务监督委员会：签发的选票凭证超过名册人数。',
  },
  'ballot-key.enough': {
    zh: '已有三位计票员登记密钥',
    en: 'Three officers hold the key already',
    when: 'A fourth officer lodges a key for the box of a secret ballot.',
    remedy: 'None: any two of the three open the box.',
    remedyZh: '无须处理：三人中任意两人即可开票。',
  },
  'ballot-key.lodged': {
    zh: '您已登记过开票密钥',
    en: 'You have lodged a key already',
    when: 'An officer lodges a second key, or holds two offices and lodges one in each.',
    remedy: 'Keep the code of the first; it can not be exchanged, as two keys in one hand would be one too many.',
    remedyZh: '请保管好第一次的密钥代码，不能更换。',
  },
  'ballot-key.not-awaited': {
    zh: '这项表决现在不登记开票密钥',
    en: 'No key is lodged for this ballot now',
    when: 'The ballot is open already, or nothing is cast secretly online in it.',
    remedy: 'None: keys are lodged between the call of a secret ballot and its opening.',
    remedyZh: '无须处理：开票密钥只在召集之后、开始之前登记。',
  },
  'ballot-key.not-yours': {
    zh: '这把密钥已由他人登记',
    en: 'Somebody else has lodged this key',
    when: 'Two officers lodge the same public key: one of them would hold both.',
    remedy: 'Make a code of your own, on your own device.',
    remedyZh: '请在自己的设备上重新生成密钥代码。',
  },
  'issuer.busy': {
    zh: '领票人数较多，请稍后再领',
    en: 'Many are taking tokens now; ask again in a moment',
    when: 'More requests wait for an issuer than it takes at once.',
    remedy: 'Ask again with the same recovery code in a few seconds.',
    remedyZh: '几秒后用同一恢复码重试。',
  },
  'issuer.none-second': {
    zh: '本系统没有第二签发方，不能进行网上无记名投票',
    en: 'This deployment has no second issuer: no secret ballot can be held online',
    when: 'A secret ballot with the online channel is to be opened, and only one hand could sign tokens.',
    remedy:
      'Have the town or the supervision committee run `cunjian issuer`, and set CUNJIAN_ISSUER_URL, CUNJIAN_ISSUER_TOKEN and CUNJIAN_ISSUER_HANDS; or vote on paper.',
    remedyZh:
      '请乡镇或村务监督委员会运行 cunjian issuer，并设置 CUNJIAN_ISSUER_URL、CUNJIAN_ISSUER_TOKEN、CUNJIAN_ISSUER_HANDS；或改用纸质选票。',
  },
  'issuer.unreachable': {
    zh: '暂时联系不到签发方（{hands}），请稍后再领',
    en: 'The issuer of {hands} cannot be reached; ask again later',
    when: 'The second issuer does not answer, or answers what no issuer would.',
    remedy: 'Ask again with the same recovery code; if it stays so, the operator asks whoever runs `cunjian issuer`.',
    remedyZh: '请用同一恢复码稍后重试；仍不行的，由管理员联系签发方的运行单位。',
  },
};
