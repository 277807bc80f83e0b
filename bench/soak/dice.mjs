// Seeded chance: the same seed plans the same orders.

/** Dice that begin at `seed`. (mulberry32, public domain.) */
export function diceOf(seed) {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  return {
    /** True with this chance. */
    chance: (probability) => next() < probability,
    whole: (least, most) => least + Math.floor(next() * (most - least + 1)),
    one: (list) => list[Math.floor(next() * list.length)],
    some: (list, count) => {
      const left = [...list];
      return Array.from(
        { length: count },
        () => left.splice(Math.floor(next() * left.length), 1)[0],
      );
    },
  };
}
