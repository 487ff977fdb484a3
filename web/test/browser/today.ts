/** Today's date in Asia/Shanghai, YYYY-MM-DD: what is disclosed next depends on it. */
export const todayInShanghai = (): string =>
  new Intl.DateTimeFormat('en-CA', { timeZone: 'Asia/Shanghai' }).format(new Date());
