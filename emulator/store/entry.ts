import type { Stored, Kind } from './kinds';

type Wire = Readonly<Record<string, unknown>> & { readonly id: string };

/** How many entries keep what was read of them; some 60 MB. */
const KEPT_READ = 20_000;

/** Entries in the order they were read; the oldest gives way to the next. */
const read: Entry[] = [];
let next = 0;

/**
 * A kept object: its JSON, which is read when it is first looked at and let go again some time
 * later, because most of what is kept is never looked at twice, and takes three times the memory
 * once it is read. What is read is frozen all the way down.
 */
export class Entry {
  #object: Wire | undefined;
  #hidden: unknown;
  /** Where it stands among its kind, in the order of insertion; the shelf says so. */
  place = 0;

  constructor(
    readonly id: string,
    /** Unix seconds, 0 for objects without; known without reading, for the order of lists. */
    readonly created: number,
    /** The JSON of both, as it stands in the journal. */
    readonly json: string,
    readonly hiddenJson: string,
  ) {}

  get object(): Wire {
    if (this.#object) return this.#object;
    this.#keep();
    return (this.#object = deepFreeze(JSON.parse(this.json) as Wire));
  }

  get hidden(): unknown {
    if (this.hiddenJson === NOTHING) return null;
    if (this.#hidden) return this.#hidden;
    this.#keep();
    return (this.#hidden = deepFreeze(JSON.parse(this.hiddenJson) as unknown));
  }

  /** Makes room for what is about to be read. */
  #keep(): void {
    const oldest = read[next];
    if (oldest) oldest.#object = oldest.#hidden = undefined;
    read[next] = this;
    next = (next + 1) % KEPT_READ;
  }
}

const NOTHING = 'null';

/**
 * Makes an entry of an object: as it is now, without `undefined`. Without `hidden` it gets that of
 * `before`.
 */
export function entryOf(object: { readonly id: string }, hidden: unknown, before?: Entry): Entry {
  const created = 'created' in object && typeof object.created === 'number' ? object.created : 0;
  const hiddenJson =
    hidden === undefined ? (before?.hiddenJson ?? NOTHING) : JSON.stringify(hidden);
  return new Entry(object.id, created, JSON.stringify(object), hiddenJson);
}

/** The type of a read entry: the journal holds exactly what `records.put` was given. */
export function storedOf<K extends Kind>(entry: Entry): Stored<K> {
  return entry as unknown as Stored<K>;
}

/** The text of a field, or the id of the object in it: what an object refers to by that name. */
export function referenceIn(entry: Entry, field: string): string | undefined {
  const value = entry.object[field];
  if (typeof value === 'string') return value;
  const id = typeof value === 'object' && value !== null && 'id' in value ? value.id : undefined;
  return typeof id === 'string' ? id : undefined;
}

function deepFreeze<T>(value: T): T {
  if (typeof value === 'object' && value !== null) {
    for (const inner of Object.values(value)) deepFreeze(inner);
    Object.freeze(value);
  }
  return value;
}
