/**
 * Runs work side by side, but no more than `width` of one name at a time: the rest waits its turn.
 * So an endpoint that is slow neither drowns nor holds up the others.
 */
export class Lanes {
  readonly #width: number;
  readonly #lanes = new Map<string, { running: number; waiting: (() => Promise<void>)[] }>();

  constructor(width: number) {
    this.#width = width;
  }

  /** `work` must not reject. */
  run(name: string, work: () => Promise<void>): void {
    let lane = this.#lanes.get(name);
    if (!lane) this.#lanes.set(name, (lane = { running: 0, waiting: [] }));
    lane.waiting.push(work);
    this.#next(name);
  }

  #next(name: string): void {
    const lane = this.#lanes.get(name);
    if (!lane || lane.running >= this.#width) return;
    const work = lane.waiting.shift();
    if (!work) {
      if (lane.running === 0) this.#lanes.delete(name);
      return;
    }
    lane.running += 1;
    void work().finally(() => {
      lane.running -= 1;
      this.#next(name);
    });
  }
}
