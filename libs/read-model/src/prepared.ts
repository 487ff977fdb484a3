/** Which model an adapter writes, by name (its own or that of a collection) and version. */
export const createPrepared = <Model>() => {
  const models = new Map<string, Model>();
  const key = (name: string, version: number): string => `${name} ${version}`;
  return {
    prepared: (name: string, version: number, model: Model): void => {
      models.set(key(name, version), model);
    },
    modelOf: (name: string, version: number): Model => {
      const model = models.get(key(name, version));
      if (model === undefined) throw new Error(`${name} version ${version} has not been prepared`);
      return model;
    },
    dropped: (name: string): void => {
      for (const known of models.keys()) if (known.startsWith(`${name} `)) models.delete(known);
    },
  };
};
