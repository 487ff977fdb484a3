import type { DemoAccount } from './demo-accounts.ts';

const texts = {
  zh: { title: '选择演示账号', lead: '这是演示环境,没有密码。请选择以谁的身份进入。', lang: 'zh-CN' },
  en: {
    title: 'Choose a demo account',
    lead: 'This is a demonstration without passwords. Choose who to be.',
    lang: 'en',
  },
} as const;

const escape = (text: string): string => text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);

/** Server-rendered, without scripts, so that it works under the strictest policy. */
export const choosePage = (uid: string, accounts: readonly DemoAccount[], language: 'zh' | 'en'): string => {
  const { title, lead, lang } = texts[language];
  const buttons = accounts
    .map(
      (account) =>
        `<li><button type="submit" name="account" value="${escape(account.account)}">${escape(account[language])}</button></li>`,
    )
    .join('');
  return `<!doctype html><html lang="${lang}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title><link rel="stylesheet" href="/sign-in/choose.css"></head><body><main><h1>${title}</h1><p>${lead}</p>
<form method="post" action="/sign-in/choose/${escape(uid)}"><ul>${buttons}</ul></form></main></body></html>`;
};

export const chooseStyle = `body{font-family:system-ui,sans-serif;margin:0;background:#f5f7f5;color:#1a1a1a}main{max-width:32rem;margin:0 auto;padding:1.5rem}
ul{list-style:none;margin:0;padding:0;display:grid;gap:.5rem}button{width:100%;min-height:3rem;font-size:1.05rem;text-align:start;padding:.5rem 1rem;border:1px solid #777;border-radius:.5rem;background:#fff;color:inherit;cursor:pointer}
button:hover,button:focus-visible{border-color:#0b6e4f;outline:3px solid #0b6e4f}`;
