import type { secretZh } from './texts.zh.ts';

export const secretEn: typeof secretZh = {
  title: 'Secret ballot',
  unsafe:
    'A secret ballot online needs a secure connection (https) and a recent browser. Use the booth tablet, or paper.',
  waitForSeal: 'The opening is being sealed; this device checks it before it takes a token.',
  checked: 'This device has checked the opening',
  hands: 'Tokens are signed by two: {first} and {second}',
  takeLead:
    'First take a token, then vote. Tokens are given until {time}. Who took one is public; what she votes nobody knows.',
  begin: 'Take a token',
  codeLead:
    'This is the recovery code. It is shown this once: write it on paper. With it a lost or new phone gets the token again; without it the vote is lost. Whoever sees it can vote in your place, so keep it safe.',
  written: 'I have written it on paper',
  take: 'Take the token',
  tokenTaken: 'You have taken a token; it is on this device.',
  castFrom: 'You can vote from {time} on.',
  elsewhere: 'You have taken a token, which is not on this device. Type the recovery code to get it here.',
  code: 'Recovery code',
  recover: 'Get the token here',
  waitAWhile: 'Then wait a while before you vote, so that nobody can connect the two by their time.',
  tokenUnsigned:
    'Your token was not signed in time, so you can’t cast this ballot online. Take a paper at the polling place, or vote by another way that this ballot allows.',
  tokenHalfSigned:
    'Only one of the two signatures of your token is there, so you can’t cast this ballot online, and no paper can be given out beside it. Tell the supervision committee.',
  noToken: 'You have not taken a token, so you can’t cast this ballot online. Vote on paper where the rule allows it.',
  cast: 'Your ballot is in the box.',
  castAgain: 'You may cast again until {time}; the last one counts.',
  saveReceipt: 'Save the receipt',
  forget: 'Forget on this device',
  forgetText:
    'For a phone that others use. Your ballot stays in the box and is counted. The recovery code on your paper brings the token back, to cast again; whether this ballot was counted, this device can’t look up any more, so save the receipt first.',
  forgetConfirm: 'Forget',
  confirmText: 'The ballot is sealed on this device. You may cast again until {time}.',
  look: 'Look whether my ballot is counted',
  notEmptied: 'The ballot is closed; what was cast is being entered.',
  isIn: 'Your ballot is in the count. This device has forgotten the token.',
  isNotIn: 'Your ballot was not found. Save the receipt and give it to the supervision committee.',
  failed: 'That did not work: {reason}',
  codeWrong: 'A character of the code is wrong: compare it with the paper, group by group.',
  answerWrong: 'An issuer’s answer is not valid: try again; if it stays so, tell the supervision committee.',
  how: 'What makes it secret, and what can’t be helped',
  howText:
    'Two hands sign your token without seeing it; your ballot is sealed on your device and only two of three officers together open it; the box keeps neither time nor order. Afterwards nobody can match ballots to voters, whatever of the stored data he has.',
  coercion:
    'Voting at home can’t keep others from standing behind you, or from paying you. You may cast again until the closing and the last one counts; or vote at the booth, on its tablet or on paper.',
  network:
    'Somebody who watches the whole network while you vote may guess from address and time. The booth tablet has no such problem.',
  notice: {
    title: 'A token was taken in your name',
    text: 'For the ballot “{title}” a token was taken in your name on {time}.',
    wasItYou: 'Was it you?',
    mine: 'It was I',
    notMine: 'It was not I',
    what: 'What happened? The supervision committee looks into it',
    send: 'Tell the supervision committee',
    disputed: 'You said that it was not you; the supervision committee is looking into it.',
    takenAt: 'A token was taken in this name on {time}',
    todo: 'Tokens that their voters did not take',
    how: 'What it was',
    outcome: { DISMISSED: 'She who is named took it', UPHELD: 'Somebody else took it' },
    decided: 'You said that it was not you. The supervision committee has found:',
    read: 'I have read it',
    reasons: 'Reasons (she reads them)',
    decide: 'Decide',
  },
  way: { ONLINE: 'taken a token', PAPER: 'taken a paper' },
  calledOff:
    'When the tokens were closed, only {voters} had {way}, fewer than the {least} that the rule asks for. The result would tell how they voted, so nothing is cast online.',
  calledOffToken:
    'Your token is not used. Take a paper at the polling place, or vote at the meeting or by proxy as this ballot allows.',
  calledOffGo: 'Take a paper at the polling place, or vote at the meeting or by proxy as this ballot allows.',
  fewTokens:
    'If fewer than {least} hold a token, or a paper, at {time}, nothing is cast online: all vote on paper then.',
  fewPapers:
    'You have a paper. If fewer than {least} are on paper at {time} while others vote online, how they vote could be worked out: all vote on paper then. You may bring yours back unused and take a token; without a phone, use the tablet at the polling place.',
  unanimous: 'Where all vote alike, the result itself tells how each did.',
  key: {
    title: 'Keys of the officers who count',
    lead: 'Three officers hold a key each; any two open the box, none alone. The code is written on your own paper and typed in at the count.',
    none: 'Nobody has lodged a key yet.',
    begin: 'Make my key’s code',
    codeLead:
      'This is the code of your key. It is shown this once: write it on paper, keep it yourself and show it to nobody. You type it in at the public count; unless two of the three do, the box can’t be opened.',
    code: 'Code of the key',
    codeWrong: 'A character of the key’s code is wrong: compare it with the paper, group by group.',
    lodge: 'Lodge the key',
    openLead: 'Type the code from your paper at the public count. The key is public then, and anybody can recount.',
    open: 'Open the box',
    opened: 'opened',
  },
};
