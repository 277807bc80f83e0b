type Listener = (payload?: unknown) => void;

interface Entry {
  listener: Listener;
  once: boolean;
}

/** `on`, `once` and `off` of elements and of the group. */
export class Emitter {
  private readonly entries = new Map<string, readonly Entry[]>();

  on(event: string, listener: Listener): void {
    const known = this.known(event);
    if (known.some((entry) => entry.listener === listener && !entry.once)) return;
    this.entries.set(event, [...known, { listener, once: false }]);
  }

  once(event: string, listener: Listener): void {
    this.entries.set(event, [...this.known(event), { listener, once: true }]);
  }

  /** Takes a listener off, however it came; all of the event's where none is named. */
  off(event: string, listener?: Listener): void {
    if (!listener) this.entries.delete(event);
    else this.keep(event, (entry) => entry.listener !== listener);
  }

  emit(event: string, payload?: unknown): void {
    for (const told of this.known(event)) {
      if (told.once) this.keep(event, (entry) => entry !== told);
      told.listener(payload);
    }
  }

  private known(event: string): readonly Entry[] {
    return this.entries.get(event) ?? [];
  }

  private keep(event: string, isKept: (entry: Entry) => boolean): void {
    this.entries.set(event, this.known(event).filter(isKept));
  }
}
