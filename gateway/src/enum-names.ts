const names = new Map<string, string>();

/** `villagers-committee` is `VILLAGERS_COMMITTEE` in the schema, `idNumber` is `ID_NUMBER`; a name of it stays itself. */
export const enumName = (value: string): string => {
  let name = names.get(value);
  if (name === undefined) {
    name = value
      .replace(/(?<=[a-z])[A-Z]/g, '-$&')
      .toUpperCase()
      .replaceAll('-', '_');
    names.set(value, name);
  }
  return name;
};
