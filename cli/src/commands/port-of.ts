import { InvalidArgumentError } from 'commander';

/** Of an option that names a port; 0 lets the system choose. */
export const portOf = (text: string): number => {
  if (!/^\d{1,5}$/.test(text) || Number(text) > 65_535) throw new InvalidArgumentError('It is a port from 0 to 65535.');
  return Number(text);
};
