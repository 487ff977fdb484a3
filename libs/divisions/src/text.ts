/** Control, format (bidirectional overrides, zero width), private and lone surrogate characters, and line separators. */
const invisible = /[\p{Cc}\p{Cf}\p{Co}\p{Cs}\p{Zl}\p{Zp}]/u;

const maxNameLength = 60;

export const isName = (text: string): boolean =>
  text !== '' && [...text].length <= maxNameLength && !invisible.test(text);

const maxShownLength = 40;

/** A value as a refusal may show it: invisible characters as code points, cut where it is long. */
export const shown = (value: string): string => {
  const characters = [...value].map((character) =>
    invisible.test(character)
      ? `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`
      : character,
  );
  return characters.length <= maxShownLength ? characters.join('') : `${characters.slice(0, maxShownLength).join('')}…`;
};
