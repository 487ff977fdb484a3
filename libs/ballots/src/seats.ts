export interface Contender {
  readonly option: string;
  readonly votes: number;
  readonly woman: boolean;
}

export interface Seated {
  /** Those beyond doubt, in the order of their votes, then of the list. */
  readonly chosen: readonly string[];
  /** Two with equally many votes contend for one seat: neither of them is among the chosen. */
  readonly tie: boolean;
}

/**
 * Who takes the seats: of those who have the votes they need, the ones with the most. The seats kept for women go to
 * women first; where too few of them have the votes, these seats stay vacant and nobody else takes them.
 */
export const fillSeats = (
  contenders: readonly Contender[],
  { needed, seats, seatsForWomen }: { needed: number; seats: number; seatsForWomen: number },
): Seated => {
  const eligible = contenders.filter(({ votes }) => votes >= needed).sort((a, b) => b.votes - a.votes);
  const kept = new Set(eligible.filter(({ woman }) => woman).slice(0, seatsForWomen));
  const others = eligible.filter((contender) => !kept.has(contender)).slice(0, Math.max(seats - seatsForWomen, 0));
  const seated = new Set([...kept, ...others]);
  const women = [...seated].filter(({ woman }) => woman).length;
  const contested = (inside: Contender): boolean =>
    eligible.some(
      (outside) =>
        !seated.has(outside) &&
        outside.votes === inside.votes &&
        (outside.woman || !inside.woman || women > seatsForWomen),
    );
  const chosen = eligible.filter((contender) => seated.has(contender) && !contested(contender));
  return { chosen: chosen.map(({ option }) => option), tie: chosen.length < seated.size };
};
