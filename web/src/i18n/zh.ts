/** The texts of the page; en.ts has the same keys (its type says so). */
export const zh = {
  app: { name: '村鉴', motto: '村务村账,有史可鉴、有据可查' },
  nav: { home: '首页', work: '办事', me: '我的', signIn: '登录', signOut: '退出', back: '返回', skip: '跳到正文' },
  state: { loading: '正在加载…', empty: '还没有内容', failed: '出了点问题', retry: '重试', stale: '处理中,稍后刷新' },
  elder: { on: '长辈版', off: '标准版' },
  language: { other: 'English' },
};
export type Texts = typeof zh;
