import type { Texts } from './zh.ts';

export const en: Texts = {
  app: { name: 'Cunjian', motto: 'A village’s affairs, with a history that anyone can check' },
  nav: {
    home: 'Home',
    work: 'Work',
    me: 'Me',
    signIn: 'Sign in',
    signOut: 'Sign out',
    back: 'Back',
    skip: 'Skip to content',
  },
  state: {
    loading: 'Loading…',
    empty: 'Nothing here yet',
    failed: 'Something went wrong',
    retry: 'Try again',
    stale: 'Being processed, refresh in a moment',
  },
  elder: { on: 'Large type', off: 'Standard' },
  language: { other: '中文' },
};
