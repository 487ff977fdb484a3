/** Below the key `officials`. */
export const officialsZh = {
  title: '办事',
};
