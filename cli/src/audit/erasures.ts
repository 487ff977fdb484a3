import type { FileEvent, RegistryEvent } from '@cunjian/contracts';

/** What is gone for good, as the events say that the reader may see; what remains of it is its digest or hash. */
export interface Erasures {
  readonly values: number;
  readonly files: number;
}

export const noErasures: Erasures = { values: 0, files: 0 };

export const withErasure = (counted: Erasures, { name, data }: { readonly name: string; readonly data: unknown }) => {
  const event = { type: name, data } as RegistryEvent | FileEvent;
  switch (event.type) {
    case 'value-erased':
      return { ...counted, values: counted.values + event.data.digests.length };
    case 'file-erased':
      return { values: counted.values + event.data.names.length, files: counted.files + 1 };
    default:
      return counted;
  }
};

export const erasuresText = ({ values, files }: Erasures): string => `${values} values and ${files} files erased`;
