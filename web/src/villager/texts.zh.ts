/** Below the key `villager`. */
export const villagerZh = {
  home: { title: '首页' },
};
