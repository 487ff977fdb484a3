/** What services say an official read for, and the key of its text below `villager.me.purpose`. */
const keys: Readonly<Record<string, string>> = {
  'a roll': 'roll',
  'list of households': 'households',
  'list of residents': 'residents',
  'membership roll': 'members',
  'name of a person': 'name',
  'near relatives': 'kinship',
  'registered twice': 'twice',
  'objection.read': 'objection',
  'suggestion.read-private': 'suggestion',
};

/** In the reader's language; what is in nobody's list stays as it was recorded. */
export const readPurpose = (purpose: string, t: (key: string) => string): string => {
  const key = keys[purpose];
  return key === undefined ? purpose : t(`villager.me.purpose.${key}`);
};
