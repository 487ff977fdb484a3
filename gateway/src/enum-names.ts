const names = new Map<string, string>();

/** `villagers-committee` of the services is `VILLAGERS_COMMITTEE` in the schema. */
export const enumName = (value: string): string => {
  let name = names.get(value);
  if (name === undefined) {
    name = value.toUpperCase().replaceAll('-', '_');
    names.set(value, name);
  }
  return name;
};
