import { note, wrong, type FindingText } from './finding-text.ts';

/** Tokens, and the box of a secret ballot. */
export const sealedTexts = {
  'box.after-emptied': wrong('票箱清空之后又加入了选票', 'Ballots were added after the box was emptied'),
  'box.changed': wrong('选票在签名之后被改动', 'A ballot was changed after it was signed'),
  'box.count-differs': wrong(
    '清空票箱时称有 {count} 张选票，实有 {found} 张',
    'The box was said to hold {count} ballots; {found} are here',
  ),
  'box.half-signed': wrong(
    '选票凭证缺少第 {issuer} 个签发方的签名：单独一方加票',
    'The token of a ballot lacks the signature of issuer {issuer}: one hand alone stuffed it',
  ),
  'box.malformed': wrong(
    '票箱中有不符合格式的选票（{reason}）',
    'The box holds something that is no ballot of this vote ({reason})',
  ),
  'box.more-than-tokens': wrong(
    '有效选票 {ballots} 张，多于双方签发的凭证 {tokens} 个',
    '{ballots} ballots are in order, but both issuers signed only {tokens} tokens',
  ),
  'box.not-emptied': wrong('没有清空票箱的记录', 'The log does not say that the box was emptied'),
  'box.order': wrong(
    '选票未按凭证摘要排序，次序可能泄露投票先后',
    'A ballot is not in the order of the tokens: the order might tell who cast when',
  ),
  'box.part': wrong(
    '票箱记录第 {part} 部分的次序有误，应为 {expected}',
    'Part {part} of the box stands where part {expected} should',
  ),
  'box.token-twice': wrong('同一选票凭证 {token} 计入两次', 'One token, {token}, has two ballots'),
  'box.too-early': wrong('截止之前已公开票箱内容', 'Ballots of the box were appended before the closing'),
  'box.unsigned': wrong('选票凭证没有任何签发方的签名', 'The token of a ballot is signed by no issuer'),
  'box.called-off': wrong(
    '已宣布不在网上投票，票箱中却有 {ballots} 张选票',
    'Nothing was to be cast online, and the box has {ballots} ballots',
  ),
  'channel.called-off-otherwise': wrong(
    '改为不在网上投票的理由（{small} {voters} 人）与复核（{found} 人，下限 {least}）不符',
    'The online channel was called off for {voters} by {small}; recounted they are {found}, the least being {least}',
  ),
  'channel.called-off-without-cause': wrong(
    '领票 {tokens} 人、纸质选票 {papers} 张，均不低于下限 {least} 或无须保护，却取消了网上投票',
    'The online channel was called off without cause: {tokens} held a token and {papers} a paper, the least being {least}',
  ),
  'channel.not-called-off': wrong(
    '领票 {tokens} 人、纸质选票 {papers} 张，其一低于下限 {least}，却仍在网上投票：少数人的选择可被推算',
    '{tokens} held a token and {papers} a paper, the least being {least}: the ballot should not have been cast online',
  ),
  'issuer.another': wrong(
    '您所信任的签发方密钥（{vkey}）不是本次表决公布的两个签发方之一',
    'The issuer that you trust, {vkey}, is none of the two that the ballot opened with',
  ),
  'issuer.silent': wrong('签发方 {hands} 没有公布其签发数量', 'The issuer {hands} did not state what it signed'),
  'issuer.statement-differs': wrong(
    '签发方 {hands} 声明签发 {stated} 个凭证，记录中有 {found} 个，或内容不同',
    'The issuer {hands} stated {stated} tokens; the log has {found}, or others',
  ),
  'issuer.statement-unsigned': wrong(
    '签发方 {hands} 的声明没有其有效签名',
    'The statement of the issuer {hands} does not bear its signature',
  ),
  'key.missing': wrong(
    '公开计票需两把密钥，只有 {count} 把有效',
    'Two keys open the box; {count} valid ones are in the log',
  ),
  'key.not-lodged': wrong(
    '票箱所用的密钥不是 {office} 在开启之前依次登记的密钥：持有者可提前看到选票',
    'The box was sealed to a key that {office} did not lodge before the opening: whoever holds it could read the votes early',
  ),
  'key.not-hers': wrong('公布的密钥不属于该计票员（{office}）', 'A key was published that is not that of {office}'),
  'key.too-early': wrong(
    '票箱清空之前已公布密钥（{office}）',
    'A key was published before the box was emptied ({office})',
  ),
  'token.after-the-window': wrong(
    '{person} 在领票期之后领取了凭证',
    '{person} took a token after the window had closed',
  ),
  'token.after-the-time': wrong(
    '{person} 于 {time} 领取凭证，晚于领票期',
    '{person} took a token at {time}, after the window',
  ),
  'token.requested-late': note(
    '{person} 的领票请求在领票结束后才记入，未获签发',
    '{person} asked for a token while the issuers ended; neither signed it any more',
  ),
  'token.disputed': note(
    '{person} 称所登记的领票不是本人，尚未处理',
    '{person} says that it was not she who took the token in her name; nobody has decided on it yet',
  ),
  'token.dispute-overdue': note(
    '{person} 称所登记的领票不是本人，逾期未处理',
    '{person} says that it was not she who took the token in her name; nobody decided on it in time',
  ),
  'token.dispute-dismissed': note(
    '{person} 称所登记的领票不是本人，{decider} 核实后认定是本人',
    '{person} said that it was not she who took the token in her name; {decider} decided that it was she',
  ),
  'token.taken-by-another': note(
    '经核实，{person} 的票系他人冒领；哪一张无从得知',
    'Somebody else took the token of {person}, it was decided; which ballot is its nobody can tell',
  ),
  'token.forged': wrong('{person} 的凭证不是签发方 {hands} 签发的', 'The token of {person} was not signed by {hands}'),
  'token.lapsed-without-cause': wrong(
    '{person} 所领的票可以使用，却被宣布失效',
    'The token of {person} could be used, and was said to have lapsed',
  ),
  'token.open-ballot': wrong('记名表决中出现了 {person} 的选票凭证', '{person} took a token in an open vote'),
  'token.other-request': wrong(
    '签发方 {issuer} 为 {person} 签发的不是其所请求的',
    'The issuer {issuer} signed something else than {person} asked for',
  ),
  'token.unknown-issuer': wrong(
    '{person} 的凭证由未公布的签发方 {issuer} 签发',
    '{issuer}, which signed for {person}, is none of the two issuers',
  ),
} satisfies Readonly<Record<string, FindingText>>;
