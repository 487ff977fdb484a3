export const exportsEn = {
  exports: {
    text: 'Each time an official takes a disclosure along with names in full, it is on record here. What villagers read or download is not recorded.',
    none: 'Nobody exported anything.',
  },
};
