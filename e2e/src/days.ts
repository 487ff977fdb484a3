/** Today in Shanghai, or so many days later: YYYY-MM-DD. */
export const shanghaiDate = (plusDays = 0): string =>
  new Date(Date.now() + 8 * 3_600_000 + plusDays * 86_400_000).toISOString().slice(0, 10);

/** An instant that nothing else happens at: neither what was before it nor what comes after. */
export const now = async (): Promise<string> => {
  await new Promise((resolve) => setTimeout(resolve, 2));
  const instant = new Date().toISOString();
  await new Promise((resolve) => setTimeout(resolve, 2));
  return instant;
};
