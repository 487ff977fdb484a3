/** `*`, `+` and `{n,}` have no bound; `?`, `{n}` and `{n,m}` do. */
const unbounded = /^(?:[*+]|\{\d+,\})/;
const bounded = /^(?:\?|\{\d+(?:,\d+)?\})/;
const groupStart = /^\((?:\?(?:[:=!]|<[=!]|<[^>]*>|[a-z-]+:))?/;
/** A class in brackets, an escape with what belongs to it, or any one character. */
const atom = /^(?:\[(?:\\[\s\S]|[^\]\\])*\]|\\[pP]\{[^}]*\}|\\u\{[^}]*\}|\\k<[^>]*>|\\[\s\S]|[\s\S])/u;

/** How deeply repetitions without a bound stand within one another. */
export const starHeight = (pattern: string): number => {
  let rest = pattern;
  const take = (form: RegExp): boolean => {
    const found = form.exec(rest);
    if (found === null) return false;
    rest = rest.slice(found[0].length);
    return true;
  };
  const repeated = (height: number): number => {
    const repeats = take(unbounded);
    if (!repeats) take(bounded);
    // Lazy, or an engine's own possessive.
    if (rest.startsWith('?')) rest = rest.slice(1);
    return height + (repeats ? 1 : 0);
  };
  const sequence = (): number => {
    let highest = 0;
    while (rest !== '' && !rest.startsWith(')')) {
      if (!rest.startsWith('(')) {
        take(atom);
        highest = Math.max(highest, repeated(0));
        continue;
      }
      take(groupStart);
      const inner = sequence();
      rest = rest.slice(1);
      highest = Math.max(highest, repeated(inner));
    }
    return highest;
  };
  return sequence();
};
