export const markupLimits = {
  /** Longest tag, in characters; the root of a workbook with all its name spaces has about 2,000. */
  maxTagChars: 16_384,
  /** Elements within elements; a worksheet has six. */
  maxDepth: 64,
} as const;

/**
 * Whether XML has the plain shape that every spreadsheet program writes: no tag without an end, none overlong, none too
 * deep, no document type. XML parsers take time that grows with the square of such things. One pass, linear.
 */
export const isPlainMarkup = (xml: string): boolean => {
  let depth = 0;
  for (let at = xml.indexOf('<'); at >= 0;) {
    const end = endOfTag(xml, at);
    if (end < 0) return false;
    const kind = xml.charAt(at + 1);
    if (kind === '/') depth--;
    else if (kind !== '?' && kind !== '!' && xml.charAt(end - 1) !== '/') depth++;
    if (depth < 0 || depth > markupLimits.maxDepth) return false;
    at = xml.indexOf('<', end);
  }
  return depth === 0;
};

/** Index of the closing bracket; -1 where there is none, or the tag is none that belongs here. */
const endOfTag = (xml: string, at: number): number => {
  if (xml.startsWith('<!--', at)) return close(xml, '-->', at + 4);
  if (xml.startsWith('<![CDATA[', at)) return close(xml, ']]>', at + 9);
  if (xml.startsWith('<!', at)) return -1;
  const found = tag.exec(xml.slice(at, at + markupLimits.maxTagChars));
  return found === null ? -1 : at + found[0].length - 1;
};

/** A closing bracket may stand in an attribute's value; an opening one may not (XML 1.0, 2.3). */
const tag = /^<[^<>"']*(?:(?:"[^"<]*"|'[^'<]*')[^<>"']*)*>/;

const close = (xml: string, mark: string, from: number): number => {
  const end = xml.indexOf(mark, from);
  return end < 0 ? -1 : end + mark.length - 1;
};
